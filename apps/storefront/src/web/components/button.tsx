import type { ComponentChildren, JSX } from 'preact';

type Kind = 'primary' | 'secondary' | 'quiet';

interface Look {
  readonly kind?: Kind;
  /** As wide as its container. */
  readonly wide?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

const classes = ({ kind = 'primary', wide, class: extra }: Look) =>
  ['button', `button--${kind}`, wide && 'button--wide', extra].filter(Boolean).join(' ');

/** A button that sends its form, unless `type` says otherwise. */
export function Button({
  kind,
  wide,
  class: extra,
  ...rest
}: Look & Omit<JSX.IntrinsicElements['button'], 'class' | 'children'>) {
  const look = {
    ...(kind && { kind }),
    ...(wide && { wide }),
    ...(extra && { class: extra }),
    children: rest.children,
  };
  return <button type="submit" {...rest} class={classes(look)} />;
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ href, ...look }: Look & { href: string }) {
  return (
    <a href={href} class={classes(look)}>
      {look.children}
    </a>
  );
}
