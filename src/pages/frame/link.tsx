import type { ComponentChildren } from 'preact';
import { addressIn, usePage } from './page.ts';

interface LinkProps {
  to: string;
  /** What its address holds besides the language. */
  query?: Record<string, string>;
  class?: string;
  children: ComponentChildren;
}

/** A link to another page of ours; it leaves the frame of an embedding site, where that page may not be shown. */
export function Link({ to, query = {}, children, ...rest }: LinkProps) {
  const page = usePage();
  const { lang } = page.query;
  const href = addressIn({ ...page, query: { ...query, ...(lang && { lang }) } }, to);
  return (
    <a href={href} {...(page.embedded && { target: '_blank', rel: 'noopener' })} {...rest}>
      {children}
    </a>
  );
}

/** A link to somebody else's page. */
export function Outside({ to, children }: { to: string; children?: ComponentChildren }) {
  const { embedded } = usePage();
  return (
    <a
      href={to}
      rel="noopener noreferrer"
      class={children ? undefined : 'bare'}
      {...(embedded && { target: '_blank' })}
    >
      {children ?? to.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  );
}
