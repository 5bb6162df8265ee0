import { useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { MEND } from '../words/mend.ts';

/** Where a reader says that an entry is wrong, or asks that it be removed. */
export function MendLinks({ slug }: { slug: string }) {
  const { report, removal } = useWords(MEND);
  return (
    <p class="row screen">
      <Link to={`/hosts/${slug}/report`} class="tap">
        {report.heading}
      </Link>
      <Link to={`/hosts/${slug}/removal`} class="tap">
        {removal.heading}
      </Link>
    </p>
  );
}
