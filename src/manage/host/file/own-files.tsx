import { hasEnded } from '../../../documents/closing.ts';
import type { Host } from '../../../documents/host.ts';
import {
  hostFileName,
  ownFileAddress,
  type Publication,
  serviceFileName,
  writeHost,
  writeService,
} from '../../../exchange/chatonsinfos/write.ts';
import { parisDay } from '../../../ground/clock.ts';
import { curved } from '../../../ground/texts.ts';
import { documentHead } from '../../../host-documents/schema.ts';
import { documentOf } from '../../../host-documents/write.ts';
import { List } from '../../../pages/frame/lists.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { DESK, type Desk, type DeskVisit } from '../../desk.tsx';
import { LinkLine, TapLink } from '../../desk-page.tsx';
import { CHECK } from '../../parts/check-file.tsx';
import { FILE } from '../../words/file.ts';
import { deskOfHost, openHost } from '../form.tsx';

/** One file of ChatonsInfos for the host, and one for each of its services that has not ended. */
function propertiesOf(host: Host) {
  const { slug, name, services } = host;
  const ofServices = services
    .filter((service) => !hasEnded(service))
    .map((service) => ({
      ...{ file: serviceFileName(slug, service.slug), about: service.name },
      write: (publication: Publication) => writeService(host, service, publication),
    }));
  const ofHost = { file: hostFileName(slug), about: name, write: (to: Publication) => writeHost(host, to) };
  return [ofHost, ...ofServices];
}

const fileOfHost = (host: Host, file: string): string => `${deskOfHost(host)}/file/chatonsinfos/${file}`;

/** The files of ChatonsInfos, each with its place on the site of the host: they name each other by these addresses. */
function OwnProperties({ host }: { host: Host }) {
  const words = useWords(FILE);
  const { website } = host;
  return (
    <>
      <h3>{words.properties}</h3>
      <p>{words.ownProperties}</p>
      <List of={propertiesOf(host)}>
        {({ file, about }) => (
          <>
            <a href={fileOfHost(host, file)} class="tap">
              {file}
            </a>{' '}
            {curved(about)}
            {website && (
              <>
                {'. '}
                {words.place} <span class="code">{ownFileAddress(website, file)}</span>
              </>
            )}
          </>
        )}
      </List>
    </>
  );
}

/** An entry as the files that its host may put on its site. */
export function OwnFiles({ host }: { host: Host }) {
  const words = useWords(FILE);
  return (
    <>
      <h2>{words.own}</h2>
      <p>{words.ownLead}</p>
      {host.state === 'draft' && <p>{words.ownDraft}</p>}
      <p class="row">
        <TapLink to={`${deskOfHost(host)}/file/bercail.json`} name="bercail.json" />
        <TapLink to={CHECK} name={words.check} />
      </p>
      {host.state !== 'draft' && (
        <>
          <OwnProperties host={host} />
          <p>{words.ownSource}</p>
          <LinkLine to={`${deskOfHost(host)}/source`} name={words.giveSource} />
        </>
      )}
    </>
  );
}

const publicationOf = ({ page, model }: DeskVisit, { id, website }: Host): Publication => {
  const { reference, day, lastChanges } = model;
  const changed = lastChanges.get(id)?.at;
  const common = { publicUrl: page.site, reference, day, changedOn: changed && parisDay(changed) };
  return website === undefined ? common : { ...common, site: website };
};

/** The files of an entry, to be put on the site of its host: its document, and those of ChatonsInfos. */
export function ownFilePages(desk: Desk): void {
  desk.page(`${DESK}/hosts/:host/file/bercail.json`, async (visit) => {
    const { host } = await openHost(visit, 'getHostDocument');
    const document = { ...documentHead(visit.page.site), ...documentOf(host) };
    return { file: `${JSON.stringify(document, null, 2)}\n`, type: 'application/json', name: 'bercail.json' };
  });
  desk.page(`${DESK}/hosts/:host/file/chatonsinfos/:file`, async (visit) => {
    const { host } = await openHost(visit, 'downloadHostFile');
    const found = propertiesOf(host).find(({ file }) => file === visit.params.file);
    if (!found || host.state === 'draft') return { to: `${deskOfHost(host)}/file` };
    return { file: found.write(publicationOf(visit, host)), type: 'text/plain; charset=utf-8', name: found.file };
  });
}
