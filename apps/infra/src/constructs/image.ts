import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { templateParameters, type ShopConfig } from '../config/index.ts';
import type { ImageUse, PinnedImages } from '../config/pinned-images.ts';

/**
 * The image of a server: the pinned id as a constant of the template; where none is pinned, a parameter without default,
 * which has to be named. Never the newest one of a day: that would replace servers by a deploy that was about something else.
 */
export function imageId(
  scope: Construct,
  use: ImageUse,
  { config, images }: { readonly config: ShopConfig; readonly images: PinnedImages },
): string {
  // In the stack itself, so that the parameter keeps its name.
  const pinned = images[config.region]?.[use];
  if (pinned) return pinned.id;
  return new CfnParameter(Stack.of(scope), templateParameters.image[use], {
    type: 'AWS::EC2::Image::Id',
    description: `Image of Debian 12 for arm64 in ${config.region}; pin it with: nx pin-images infra`,
  }).valueAsString;
}
