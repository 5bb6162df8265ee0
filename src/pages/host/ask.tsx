import { capacityOn } from '../../documents/service.ts';
import { Section, Steps } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { OutsideLink } from '../frame/parts.tsx';
import { Contact, contactPages } from '../parts/contact.tsx';
import { type HostView, isLeaving, LongText, useIsShort } from '../parts/host-view.tsx';
import { HOST } from '../words/host.ts';
import { FRAME } from '../words/site.ts';

/** What one does after having written, as far as its services tell. */
function useSteps() {
  const { steps } = useWords(HOST);
  return ({ host, day }: Pick<HostView, 'host' | 'day'>): string[] => {
    const open = host.services.filter((service) => !service.closing && capacityOn(service, day) !== 'full');
    const asks = (way: string) => open.filter(({ registration }) => registration === way).length;
    const more = [
      asks('members') > 0 && (asks('members') === open.length ? steps.allMembers : steps.members),
      asks('on-application') > 0 &&
        (asks('on-application') === open.length ? steps.allOnApplication : steps.onApplication),
      open.some((service) => capacityOn(service, day) === 'waiting-list') && steps['waiting-list'],
    ].filter((step) => typeof step === 'string');
    return more;
  };
}

/** Every way to reach it, then the steps. */
export function HowToAsk({ host, day }: Pick<HostView, 'host' | 'day'>) {
  const words = useWords(HOST);
  const { colon } = useWords(FRAME);
  const stepsOf = useSteps();
  const steps = isLeaving(host) || host.suspension ? [] : stepsOf({ host, day });
  const { website, contact } = host;
  const areHoursShort = useIsShort(contact?.hours ?? {});
  const ways = (
    <>
      <Contact host={host} />
      {website && !contactPages(host).includes(website) && (
        <p>
          {words.website + colon}
          <OutsideLink to={website} />
        </p>
      )}
      {contact?.hours && (
        <>
          {areHoursShort && <p>{words.hours + colon}</p>}
          <LongText text={contact.hours} title={words.hours} />
        </>
      )}
    </>
  );
  return (
    <Section class="card" title={words.contact}>
      {steps.length === 0 ? ways : <Steps of={[ways, ...steps]} />}
    </Section>
  );
}
