import type { ReadRequest } from '../../../federations/requests/commands.ts';
import { curved } from '../../../ground/texts.ts';
import type { DomainCheck } from '../../../hosts/ownership/schema.ts';
import type { Filled } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { OutsideLink, WrittenText } from '../../../pages/frame/parts.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { labelField } from '../../parts/person.tsx';
import { PROVING } from '../../words/proving.ts';
import { Looked, PlacesToPublish } from '../proving.tsx';
import { JOINING_NETWORK } from './words.ts';

/** A request as it stands, and what was seen of its site just now. */
export type Found = Omit<ReadRequest, 'looked'> & { looked?: DomainCheck['looked'] };

interface RequestProps {
  found: Found;
  action: string;
  isPerson: boolean;
  filled: Filled;
}

/** A request, for whoever made it: what remains to do, or what was decided. */
export function RequestPage({
  found: { request, challenge, mayEnter, looked },
  action,
  isPerson,
  filled,
}: RequestProps) {
  const words = useWords(JOINING_NETWORK);
  const proving = useWords(PROVING);
  const { say, language } = usePage();
  const { name, website, state, expiresOn, reason } = request;
  const site = website.replace(/^https?:\/\/|\/$/g, '');
  return (
    <DeskPage
      heading={words.yours(curved(name))}
      {...(mayEnter && { form: action })}
      filled={filled}
      isOpen={!isPerson}
    >
      {state === 'unproven' && (
        <>
          <p>{words.unproven(say.date(expiresOn))}</p>
          {looked && looked.length > 0 && <Looked checked={{ looked }} />}
          <p>{proving.proveLead(site)}</p>
          <PlacesToPublish challenge={challenge} />
          <DeskForm action={action} send={proving.lookNow} />
          <p>
            <OutsideLink to={website}>{proving.seeSite(site)}</OutsideLink>
          </p>
        </>
      )}
      {state === 'waiting' && <p role="status">{words.waiting}</p>}
      {state === 'refused' && reason && (
        <>
          <p role="status">{words.refused}</p>
          <blockquote>
            <WrittenText text={reason} />
          </blockquote>
          <p>{words.again}</p>
        </>
      )}
      {state === 'accepted' && <p role="status">{mayEnter ? words.accepted : words.entered}</p>}
      {mayEnter && (
        <DeskForm id="desk" action={action} send={words.enter}>
          {!isPerson && labelField(language).view(filled)}
        </DeskForm>
      )}
    </DeskPage>
  );
}
