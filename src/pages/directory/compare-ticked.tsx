import type { Host } from '../../documents/host.ts';
import { usePage, useWords } from '../frame/page.ts';
import { COMPARE_HOSTS } from '../words/compare.ts';

/** The form of a page that takes its ticked hosts to their comparison. */
const FORM = 'compare';

/** Ticks a host, to be compared with others of the page. */
export function CompareTick({ host: { slug, name } }: { host: Host }) {
  const words = useWords(COMPARE_HOSTS);
  return (
    <label class="check screen">
      <input type="checkbox" name="host" value={slug} form={FORM} />
      <span>
        {words.check}
        <span class="vh">{words.checkOf(name)}</span>
      </span>
    </label>
  );
}

/** Takes the ticked hosts to their comparison; what was looked for comes first there. */
export function CompareTicked({ usages = [] }: { usages?: readonly string[] }) {
  const words = useWords(COMPARE_HOSTS);
  const { lang } = usePage().query;
  return (
    <form id={FORM} class="screen" action="/compare">
      {lang && <input type="hidden" name="lang" value={lang} />}
      {usages.map((usage) => (
        <input type="hidden" name="usage" value={usage} key={usage} />
      ))}
      <button type="submit" class="second">
        {words.checked}
      </button>
    </form>
  );
}
