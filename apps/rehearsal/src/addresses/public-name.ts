/**
 * The public DNS name of an Elastic IP, which a VPC's resolver answers with the holder's private address. The first of
 * Amazon's regions has a suffix of its own.
 */
export function publicNameOf(elasticIp: string, region: string): string {
  const domain = region === 'us-east-1' ? 'compute-1' : `${region}.compute`;
  return `ec2-${elasticIp.replaceAll('.', '-')}.${domain}.amazonaws.com`;
}
