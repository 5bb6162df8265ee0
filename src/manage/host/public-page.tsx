import type { Host } from '../../documents/host.ts';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/**
 * A link to what everybody sees of a host. Browsers keep public pages for a while: with its version in the address,
 * whoever just changed something sees it.
 */
export function PublicPage({ host: { slug, version } }: { host: Host }) {
  const words = useWords(HOST_DESK);
  return (
    <p>
      <Link to={`/hosts/${slug}`} query={{ version: `v${version}` }} class="tap">
        {words.see}
      </Link>
    </p>
  );
}
