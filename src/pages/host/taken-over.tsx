import { Fragment } from 'preact';
import type { Service } from '../../documents/service.ts';
import { usePage, useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import { OFFERS } from '../words/host-offers.ts';
import { FRAME } from '../words/site.ts';

/** Tools whose data a service takes in; the name of one leads to the page that says how. */
export function TakenOver({ imports }: { imports: NonNullable<Service['imports']> }) {
  const words = useWords(OFFERS);
  const { colon } = useWords(FRAME);
  const { say } = usePage();
  if (imports.length === 0) return null;
  return (
    <p class="small">
      {words.imports}
      {colon}
      {imports.map(({ tool, guideUrl }, index) => (
        <Fragment key={tool}>
          {index > 0 && ', '}
          {guideUrl ? <OutsideLink to={guideUrl}>{say.tool(tool)}</OutsideLink> : say.tool(tool)}
        </Fragment>
      ))}
    </p>
  );
}
