import type { HouseLook } from '../houses/look.ts';
import { backdrop } from './backdrops.ts';
import { bottle, type Filling } from './bottle.ts';
import { capHeights } from './caps.ts';
import { carePack, type CarePack } from './care-packs.ts';
import { carton } from './carton.ts';
import { brightness } from './colour.ts';
import { giftBox } from './gift-box.ts';
import { outlines } from './outlines.ts';
import { filling } from './proportions.ts';
import { ground, svgFile, type Frame } from './svg.ts';

/** The ways a fragrance is shown. */
export type FragranceView = 'front' | 'label' | 'carton' | 'tester';

/** A bottle in the studio of its house: alone, close up, beside its box, or as a tester. */
export function drawFragrance(look: HouseLook, contents: Filling, view: FragranceView): string {
  const scene = backdrop(look.wall, look.stage);
  const style = look.bottle;
  const made = bottle(style, contents, view !== 'tester');
  const width = outlines[style.outline].width * style.stretch[0];
  const bodyHeight = outlines[style.outline].height * style.stretch[1];
  const height = ground - made.top + (view === 'tester' ? 54 : capHeights[style.cap]);
  if (view === 'front' || view === 'label') {
    const drawing = scene.drawing + filling(made.drawing, width, height);
    return svgFile(scene.definitions + made.definitions, drawing, view === 'label' ? closeUp : undefined);
  }
  const plain = view === 'tester';
  const box = carton({
    width: Math.min(230, width * 0.96),
    height: bodyHeight + 54,
    paper: plain ? '#efece6' : boxColour(look, contents),
    ink: plain ? '#3a332c' : style.ink,
    label: plain ? 'print' : 'paper',
    text: plain ? { ...contents.text, house: 'Tester', detail: 'Same scent, plain box' } : contents.text,
  });
  return svgFile(
    scene.definitions + box.definitions + made.definitions,
    scene.drawing +
      filling(box.drawing, width, bodyHeight + 54, 0.84, -86, -16) +
      filling(made.drawing, width, height, 0.74, 96, 16),
  );
}

/** Half the picture's width: near enough to read the label. */
const closeUp: Frame = { x: 128, y: 258, width: 320 };

/** The box of a lacquered bottle is lacquered too; others come in the paper of the house. */
const boxColour = ({ bottle: { lacquer, paper } }: HouseLook, { finish }: Filling) =>
  finish === 'lacquered' || finish === 'faded' ? lacquer : paper;

/** A thing of hair or skin care in the studio of its house, or a closer look at it. */
export function drawCare(look: HouseLook, pack: CarePack, close = false): string {
  const scene = backdrop(look.wall, look.stage);
  const made = carePack(look.care, pack);
  return svgFile(
    scene.definitions + made.definitions,
    scene.drawing + filling(made.drawing, made.width, made.height),
    close ? closeUp : undefined,
  );
}

/** A ribboned box with what is in it beside it. */
export function drawGift(look: HouseLook, house: string, inside: Filling | CarePack): string {
  const scene = backdrop(look.wall, look.stage);
  const paper = 'pack' in inside ? look.packColours[0]! : look.bottle.lacquer;
  const box = giftBox({
    paper,
    ribbon: look.ribbon,
    ink: brightness(paper) > 0.55 ? look.care.ink : '#e3c890',
    house,
    tied: 'side',
  });
  const shown = 'pack' in inside ? packBeside(look, inside) : bottleBeside(look, inside);
  return svgFile(
    scene.definitions + box.definitions + shown.definitions,
    scene.drawing + filling(box.drawing, 360, 320, 1, -58, -18) + shown.drawing,
  );
}

function bottleBeside(look: HouseLook, contents: Filling) {
  const made = bottle(look.bottle, contents);
  const width = outlines[look.bottle.outline].width * look.bottle.stretch[0];
  const height = ground - made.top + capHeights[look.bottle.cap];
  return { definitions: made.definitions, drawing: filling(made.drawing, width, height, 0.66, 132, 20) };
}

function packBeside(look: HouseLook, pack: CarePack) {
  const made = carePack(look.care, pack);
  return {
    definitions: made.definitions,
    drawing: filling(made.drawing, made.width, made.height, 0.66, 140, 20),
  };
}
