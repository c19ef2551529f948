// Builds DOM nodes. Text always becomes a text node, so nothing that is said or found can be markup.

export const byId = (id) => document.getElementById(id);

/** `el('p', { class: 'x', onclick }, 'text', node)`; a member that is false, null or undefined is left out. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Sets text only when it changed, so that live regions stay quiet. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The id of the device whose whole name is the configured one; empty when it is not there. */
export function named(devices, kind) {
  const wanted = byId('main')?.dataset[kind];
  return (wanted && devices.find(({ label }) => label === wanted)?.deviceId) || '';
}

/** What the person chose earlier; works without storage too. */
export const remembered = {
  get(key, fallback = '') {
    try {
      return localStorage.getItem(`sidetone.${key}`) ?? fallback;
    } catch {
      return fallback;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`sidetone.${key}`, value);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  },
};
