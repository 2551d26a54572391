import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type NoticeKind = 'info' | 'success' | 'warning' | 'error';

const icons: Record<NoticeKind, IconName> = {
  info: 'info',
  success: 'check',
  warning: 'warning',
  error: 'warning',
};

/** A message in the page. Warnings and errors are read out at once, the rest when the reader comes to them. */
export function Notice({
  kind,
  children,
  id,
}: {
  kind: NoticeKind;
  children: ComponentChildren;
  id?: string;
}) {
  const urgent = kind === 'warning' || kind === 'error';
  return (
    <div class={`notice notice--${kind}`} role={urgent ? 'alert' : 'status'} id={id}>
      <Icon name={icons[kind]} />
      <div class="notice__text">{children}</div>
    </div>
  );
}
