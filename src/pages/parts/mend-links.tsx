import { useWords } from '../frame/page.ts';
import { Tap } from '../frame/parts.tsx';
import { MEND } from '../words/mend.ts';

/** Where a reader says that an entry is wrong, or asks that it be removed. */
export function MendLinks({ slug }: { slug: string }) {
  const { report, removal } = useWords(MEND);
  return (
    <p class="row screen">
      <Tap to={`/hosts/${slug}/report`} text={report.heading} />
      <Tap to={`/hosts/${slug}/removal`} text={removal.heading} />
    </p>
  );
}
