import type { Statement } from '../../documents/statement.ts';
import { textIn } from '../../vocabulary/reference.ts';
import { Outside } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { HOST } from '../words/host.ts';
import type { Viewed } from './viewed.ts';

/** What the host replied to those who reviewed one point; to what they said before, it says so. */
export function Replies({
  statements,
  federationName,
}: { statements: readonly Statement[] } & Pick<Viewed, 'federationName'>) {
  const words = useWords(HOST);
  const { language, say } = usePage();
  return statements.flatMap(({ federation, reply }) =>
    federation && reply ? (
      <span class="small" key={federation}>
        <br />
        {words.reply(federationName(federation), say.on(reply.repliedOn))}
        {textIn(reply.text, language)}
        {reply.evidenceUrl && (
          <>
            {' ('}
            <Outside to={reply.evidenceUrl}>{words.evidence}</Outside>)
          </>
        )}
        {reply.toEarlier && ` ${words.replyToEarlier}`}
      </span>
    ) : (
      []
    ),
  );
}
