import type { Closing } from '../../documents/closing.ts';
import { CLOSING_STAGES } from '../../vocabulary/terms.ts';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';

/** The days of an end, one by one. */
export function Stages({ stages }: Pick<Closing, 'stages'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  return (
    <ul>
      {CLOSING_STAGES.flatMap((stage) => {
        const day = stages[stage];
        if (day === undefined) return [];
        return (
          <li key={stage}>
            {words.stages[stage]}
            {language === 'fr' ? '\u00a0: ' : ': '}
            {say.date(day)}
          </li>
        );
      })}
    </ul>
  );
}
