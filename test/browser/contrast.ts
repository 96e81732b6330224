export interface Contrast {
  readonly name: string;
  readonly ratio: number;
}

/** Runs in the page: how far words that can be seen stand out from their ground, by class; WCAG asks for 4.5. */
export const contrasts = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (parts(colour).length === 3) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const worst = new Map();
  for (const element of document.querySelectorAll('body :not(script, option, svg *)')) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (!hasText || element.getClientRects().length === 0 || element.matches(':disabled')) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = element.tagName + '.' + (element.className || element.parentElement.className);
    worst.set(name, Math.min(worst.get(name) || 21, ratio));
  }
  return [...worst].map(([name, ratio]) => ({ name, ratio }));
})()`;
