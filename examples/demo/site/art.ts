import { html } from "hono/html";

/**
 * Drawings of the kachnar (Bauhinia): its two-lobed leaf and its flower of five petals. Colours come from the style
 * sheet by class, so that they follow the colour scheme.
 */

const PETAL = "M0 0C-5-14-25-36-22-62-20-80-8-91 1-97 12-89 25-76 24-58 22-34 6-14 0 0Z";
const PETAL_VEINS = "M0-12C0-34 1-56 1-84M0-14C-5-32-12-48-12-68M0-14C5-32 13-48 13-68";
const LEAF = "M0 0C-14-3-50-8-56-44-60-70-38-90-17-84-5-80-1-71 0-60 1-71 5-80 17-84 38-90 60-70 56-44 50-8 14-3 0 0Z";
const PETAL_ANGLES = [-124, -62, 0, 62, 124];

/** Shapes that the other drawings use; once per page, before them. */
export const artDefinitions = html`<svg class="art-definitions" aria-hidden="true" width="0" height="0" focusable="false">
  <symbol id="leaf" viewBox="-60 -92 120 94" overflow="visible">
    <path class="leaf-blade" d="${LEAF}" />
    <path class="leaf-vein" d="M0-2V-58M0-6C-12-22-26-48-27-74M0-6C12-22 26-48 27-74M0-4C-18-12-38-28-46-48M0-4C18-12 38-28 46-48" />
  </symbol>
  <symbol id="blossom" viewBox="-100 -100 200 200" overflow="visible">
    ${PETAL_ANGLES.map(
      (angle) => html`<g transform="rotate(${angle})">
        <path class="petal" d="${PETAL}" />
        <path class="petal-vein" d="${PETAL_VEINS}" />
      </g>`,
    )}
    <path class="stamen" d="M0 0C2 18-2 40-18 52M0 0C4 20 6 40-2 58M0 0C6 18 16 36 16 52" />
    <circle class="anther" cx="-18" cy="53" r="4" /><circle class="anther" cx="-2" cy="59" r="4" /><circle class="anther" cx="16" cy="53" r="4" />
  </symbol>
</svg>`;

/** The mark: a leaf. */
export const leafMark = html`<svg class="mark" viewBox="-60 -92 120 94" aria-hidden="true" focusable="false"><use href="#leaf" x="-60" y="-92" width="120" height="94" /></svg>`;

interface Placed {
  x: number;
  y: number;
  turn: number;
  scale: number;
  shade?: "pale" | "deep";
}

const place = (shape: "leaf" | "blossom", { x, y, turn, scale, shade }: Placed) => {
  const [left, top, width, height] = shape === "leaf" ? [-60, -92, 120, 94] : [-100, -100, 200, 200];
  return html`<g class="${shape}${shade ? ` ${shade}` : ""}" transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})">
    <use href="#${shape}" x="${left}" y="${top}" width="${width}" height="${height}" />
  </g>`;
};

const WINDOW = "M24 620V232C24 206 44 190 62 178 88 160 96 132 124 112 154 92 182 92 208 66 222 52 232 32 240 12 248 32 258 52 272 66 298 92 326 92 356 112 384 132 392 160 418 178 436 190 456 206 456 232V620Z";

/** A branch in a carved window, for the head of the front page. */
export const branchInWindow = html`<svg class="window" viewBox="0 0 480 632" aria-hidden="true" focusable="false">
  <clipPath id="window-opening"><path d="${WINDOW}" /></clipPath>
  <g clip-path="url(#window-opening)">
    <rect class="window-evening" width="480" height="632" />
    <circle class="window-sun" cx="318" cy="236" r="104" />
    <path class="window-hill" d="M0 560C90 500 170 520 250 548 330 574 400 540 480 508V632H0Z" />
    <path class="branch" d="M-10 596C70 560 118 480 158 418 196 360 232 320 300 286 350 262 404 246 470 214" />
    <path class="branch thin" d="M158 418C150 368 128 330 108 286M232 334C238 290 232 252 214 206M300 286C330 306 362 336 380 384M112 488C150 492 200 500 244 478" />
    ${place("leaf", { x: 108, y: 286, turn: -22, scale: 0.86 })}
    ${place("leaf", { x: 214, y: 208, turn: -8, scale: 0.7, shade: "pale" })}
    ${place("leaf", { x: 244, y: 480, turn: 74, scale: 0.94 })}
    ${place("leaf", { x: 380, y: 384, turn: 158, scale: 0.78, shade: "pale" })}
    ${place("leaf", { x: 118, y: 482, turn: -72, scale: 0.62, shade: "pale" })}
    ${place("leaf", { x: 402, y: 248, turn: 28, scale: 0.7 })}
    ${place("blossom", { x: 302, y: 288, turn: 16, scale: 0.98 })}
    ${place("blossom", { x: 164, y: 410, turn: -28, scale: 0.74, shade: "deep" })}
    ${place("blossom", { x: 396, y: 470, turn: 40, scale: 0.52, shade: "pale" })}
  </g>
  <path class="window-frame" d="${WINDOW}" />
</svg>`;

/** Clockwise from the top, as the hand of a clock passes them. */
const MINUTE_ANGLES = [0, 62, 124, -124, -62];

/** Five petals, of which each stands for a minute of the hold. */
export const fiveMinutes = html`<svg class="five-minutes" viewBox="-120 -122 240 228" aria-hidden="true" focusable="false">
  ${MINUTE_ANGLES.map(
    (angle, index) => html`<g class="minute-${index + 1}" transform="rotate(${angle})">
      <path class="petal" d="${PETAL}" />
      <path class="petal-vein" d="${PETAL_VEINS}" />
    </g>`,
  )}
  <circle class="heart" r="11" />
</svg>`;

const MOTIFS: Readonly<Record<string, string>> = {
  // A comb over a lock of hair.
  haircut: "M12 20H52V29H12ZM16 29V46M22 29V46M28 29V46M34 29V46M40 29V46M46 29V46M14 55C22 50 28 60 36 55 42 51 46 52 52 56",
  // A bowl and its brush.
  colour: "M10 34H46C46 48 39 54 28 54 17 54 10 48 10 34ZM20 54V58H36V54M33 34 50 9M50 9C53 6 57 8 55 12L50 22C48 26 44 24 45 20Z",
  // The sun over a mat.
  yoga: "M8 50H56M12 56H52M20 42A12 12 0 0 1 44 42M32 24V18M18 30 13.500 25.500M46 30 50.500 25.500M12 42H8M56 42H52",
  // Two cups of tea.
  consultation: "M9 28H29V39C29 45 25 48 19 48 13 48 9 45 9 39ZM35 28H55V39C55 45 51 48 45 48 39 48 35 45 35 39ZM15 21C13 18 17 16 15 13M23 21C21 18 25 16 23 13M41 21C39 18 43 16 41 13M49 21C47 18 51 16 49 13M9 54H55",
  // An oil lamp, from which the warm oil is poured.
  massage: "M8 36H48C56 36 58 31 58 28 54 30 50 30 46 30H8C8 42 16 50 29 50 40 50 46 44 48 36M22 56H36M29 50V56M14 30C14 22 20 20 20 11 27 17 27 23 24 30",
};

const PLAIN_MOTIF = "M32 54V30M32 50C20 48 12 40 13 28 14 18 26 15 32 26 38 15 50 18 51 28 52 40 44 48 32 50Z";

/** A small line drawing for a service; a leaf where the service has none of its own. */
export const motif = (slug: string) =>
  html`<svg class="motif" viewBox="0 0 64 64" aria-hidden="true" focusable="false"><path d="${MOTIFS[slug] ?? PLAIN_MOTIF}" /></svg>`;
