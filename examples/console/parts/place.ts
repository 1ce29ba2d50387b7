import { noChange } from "lit";
import { Directive, directive, type ElementPart, PartType, type PartInfo } from "lit/directive.js";

/** Sets custom properties of an element by script: a `style` attribute is what the page's policy forbids. */
class Place extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("place() stands by itself in an element's tag.");
  }

  override render(_values: Readonly<Record<`--${string}`, string | number>>): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [values]: [Readonly<Record<`--${string}`, string | number>>]): unknown {
    for (const [name, value] of Object.entries(values)) (element as HTMLElement).style.setProperty(name, String(value));
    return noChange;
  }
}

export const place = directive(Place);
