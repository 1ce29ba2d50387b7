/** Copies a `<template>` of the page and puts texts where its `data-field`s are. */
export function fromTemplate(id: string, texts: Readonly<Record<string, string>> = {}): DocumentFragment {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`The page has no template "${id}".`);
  const copy = document.importNode(template.content, true);
  for (const [name, text] of Object.entries(texts)) field(copy, name).textContent = text;
  return copy;
}

/** The element of a copy that shows one thing. */
export const field = (copy: ParentNode, name: string): HTMLElement => find(copy, `[data-field="${name}"]`);

/** A button of a copy. */
export const action = (copy: ParentNode, name: string): HTMLButtonElement => find(copy, `[data-action="${name}"]`);

/** Hides a row that has nothing to tell. */
export const hideRow = (copy: ParentNode, name: string): void => {
  find(copy, `[data-row="${name}"]`).hidden = true;
};

function find<E extends HTMLElement>(copy: ParentNode, selector: string): E {
  const element = copy.querySelector<E>(selector);
  if (!element) throw new Error(`The template has no ${selector}.`);
  return element;
}
