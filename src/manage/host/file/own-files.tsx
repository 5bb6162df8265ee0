import type { Host } from '../../../documents/host.ts';
import { SCHEMA_PATH } from '../../../host-documents/schema.ts';
import { documentOf } from '../../../host-documents/write.ts';
import { useWords } from '../../../pages/frame/page.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { CHECK, FILL } from '../../parts/check-file.tsx';
import { FILE } from '../../words/file.ts';
import { deskOfHost, openHost } from '../form.tsx';

/** An entry as the files that its host may put on its site. */
export function OwnFiles({ host }: { host: Host }) {
  const words = useWords(FILE);
  return (
    <>
      <h2>{words.own}</h2>
      <p>{words.ownLead}</p>
      <p>{host.state === 'draft' ? words.ownDraft : words.ownProperties}</p>
      <p class="row">
        <TapLink to={`${deskOfHost(host)}/file/bercail.json`} name="bercail.json" />
        {host.state !== 'draft' && (
          <a href={`/v1/hosts/${host.slug}.properties`} class="tap">
            {words.properties}
          </a>
        )}
        <TapLink to={CHECK} name={words.check} />
        <TapLink to={FILL} name={words.fill} />
      </p>
      {host.state !== 'draft' && (
        <>
          <p>{words.ownSource}</p>
          <LinkLine to={`${deskOfHost(host)}/source`} name={words.giveSource} />
        </>
      )}
    </>
  );
}

/** The document of an entry, to be put on the site of its host. */
export const ownFilePage = (desk: Desk): void =>
  desk.page(`${DESK}/hosts/:host/file/bercail.json`, async (visit) => {
    const { host } = await openHost(visit, 'getHostDocument');
    const document = { $schema: `${visit.page.site}${SCHEMA_PATH}`, ...documentOf(host) };
    return { file: `${JSON.stringify(document, null, 2)}\n`, type: 'application/json', name: 'bercail.json' };
  });
