/** A drawing with names on both sides and lines between. */
export const ROW = 26;
export const WIDTH = 900;
export const INNER = { left: 330, right: 570 };
const LONGEST = 24;

type LabelProps = {
  readonly x: number;
  readonly y: number;
  readonly end?: boolean;
  readonly children: string;
} & ({ readonly to: string } | { readonly isOpen: boolean; readonly onOpen: () => void });

/** A name that leads somewhere, or opens what is behind it. */
export function Label({ x, y, end = false, children, ...does }: LabelProps) {
  const text = (
    <>
      <title>{children}</title>
      <text x={x} y={y} dominant-baseline="middle" text-anchor={end ? 'end' : 'start'}>
        {children.length > LONGEST ? `${children.slice(0, LONGEST - 1)}…` : children}
      </text>
    </>
  );
  if ('to' in does) return <a href={does.to}>{text}</a>;
  const { isOpen, onOpen } = does;
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons inside of drawings.
    <g
      role="button"
      tabindex={0}
      aria-expanded={isOpen}
      class={isOpen ? 'knot open' : 'knot'}
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen();
      }}
    >
      {text}
    </g>
  );
}
