/** A mail as it arrived. */
export interface Arrived {
  to: string;
  headers: string;
  text: string;
}

/** The plain text of a mail, and its headers with their long lines put together. */
export function readMail(source: string): Pick<Arrived, 'headers' | 'text'> {
  const end = source.indexOf('\r\n\r\n');
  const headers = source.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const body = source.slice(end + 4);
  const isPrintable = /^content-transfer-encoding: quoted-printable$/im.test(headers);
  const bytes = isPrintable
    ? Buffer.from(
        body
          .replaceAll(/=\r\n/g, '')
          .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
    : /^content-transfer-encoding: base64$/im.test(headers)
      ? Buffer.from(body, 'base64')
      : Buffer.from(body, 'latin1');
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}
