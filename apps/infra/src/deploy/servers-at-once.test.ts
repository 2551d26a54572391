import { describe, expect, it } from 'vitest';
import { serversThatChange, type StackTemplate } from './servers-at-once.ts';

function pair(a: object | undefined, b: object | undefined): StackTemplate {
  const server = (name: string, own: object) => ({
    Type: 'AWS::EC2::Instance',
    Properties: { InstanceType: 't4g.medium', Tags: [{ Key: 'Name', Value: name }], ...own },
  });
  return {
    Resources: {
      ...(a && { A: server('perfume-data-a', a) }),
      ...(b && { B: server('perfume-data-b', b) }),
      Volume: { Type: 'AWS::EC2::Volume', Properties: { Size: 20 } },
    },
  };
}

const today = pair({ ImageId: { Ref: 'ImageA' } }, { ImageId: { Ref: 'ImageB' } });
const images = { ImageA: 'ami-1', ImageB: 'ami-1' };

describe('servers that a deploy stops', () => {
  it.each([
    ['none when nothing changes', today, []],
    ['none when images are pinned to what they are', pair({ ImageId: 'ami-1' }, { ImageId: 'ami-1' }), []],
    [
      'none when only a tag changes',
      pair({ ImageId: 'ami-1', Tags: [] }, { ImageId: 'ami-1', Tags: [{ Key: 'Team', Value: 'shop' }] }),
      [],
    ],
    [
      'the one whose type changes',
      pair({ ImageId: 'ami-1' }, { ImageId: 'ami-1', InstanceType: 'm7g.large' }),
      ['perfume-data-b'],
    ],
    [
      'both when both change',
      pair({ ImageId: 'ami-2' }, { ImageId: 'ami-2' }),
      ['perfume-data-a', 'perfume-data-b'],
    ],
    [
      'one that is taken away, too',
      pair(undefined, { ImageId: 'ami-2' }),
      ['perfume-data-a', 'perfume-data-b'],
    ],
  ])('are %s', (_, described, names) => {
    expect(serversThatChange(today, described, images)).toEqual(names);
  });

  it('are none where there was none before', () => {
    expect(serversThatChange(pair(undefined, { ImageId: 'ami-1' }), today, images)).toEqual([]);
  });
});
