/**
 * The centre of each département and collectivity, in degrees north and east: the mean of its places in GeoNames
 * (https://www.geonames.org, CC BY 4.0), rounded to a tenth. Communes have no coordinates here: distances are
 * approximate.
 */
const MIDDLES =
  '01:46.1,5.3 02:49.6,3.5 03:46.4,3.2 04:44,6 05:44.7,6.3 06:43.7,7.2 07:44.8,4.6 08:49.8,4.8 09:43,1.6 10:48.3,4.1 ' +
  '11:43.2,2.6 12:44.3,2.5 13:43.4,5.3 14:49.2,-0.3 15:45.1,2.6 16:45.7,0.1 17:45.9,-0.9 18:47.1,2.5 19:45.3,1.7 ' +
  '21:47.3,5 22:48.5,-2.8 23:46.1,2 24:45.1,0.7 25:47.3,6.4 26:44.8,4.9 27:49.1,1.1 28:48.5,1.4 29:48.3,-4.1 ' +
  '2A:41.8,8.9 2B:42.5,9.3 30:44,4.3 31:43.5,1.4 32:43.7,0.4 33:44.9,-0.5 34:43.5,3.6 35:48.2,-1.7 36:46.8,1.6 ' +
  '37:47.3,0.7 38:45.4,5.5 39:46.8,5.7 40:43.8,-1 41:47.6,1.4 42:45.7,4.3 43:45.2,3.9 44:47.3,-1.7 45:47.9,2.2 ' +
  '46:44.7,1.6 47:44.4,0.5 48:44.6,3.4 49:47.4,-0.6 50:49.1,-1.4 51:49.1,4.1 52:48.3,5.2 53:48.2,-0.7 54:48.9,6.1 ' +
  '55:48.9,5.4 56:47.8,-2.8 57:49.2,6.5 58:47,3.3 59:50.5,3.2 60:49.3,2.5 61:48.6,0 62:50.5,2.4 63:45.8,3.2 ' +
  '64:43.3,-0.8 65:43.2,0.1 66:42.6,2.8 67:48.6,7.6 68:47.9,7.3 69:45.8,4.7 70:47.7,6.2 71:46.7,4.7 72:48,0.2 ' +
  '73:45.6,6.2 74:46.1,6.3 75:48.9,2.4 76:49.6,0.9 77:48.7,2.8 78:48.9,1.9 79:46.6,-0.4 80:50,2.2 81:43.8,2.1 ' +
  '82:44,1.3 83:43.4,6.2 84:44,5.1 85:46.7,-1.4 86:46.6,0.4 87:45.9,1.2 88:48.2,6.6 89:48,3.5 90:47.6,6.9 ' +
  '91:48.6,2.3 92:48.8,2.3 93:48.9,2.5 94:48.8,2.5 95:49,2.3 971:16.2,-61.6 972:14.6,-61 973:4.9,-52.9 ' +
  '974:-21.1,55.5 975:46.9,-56.3 976:-12.8,45.2 977:17.9,-62.8 978:18.1,-63.1 986:-14,-177.5 987:-17.3,-148.5 ' +
  '988:-21.8,166';

const RADIANS = Math.PI / 180;
const EARTH_KILOMETRES = 6371;

type Point = readonly [north: number, east: number];

const middles: ReadonlyMap<string, Point> = new Map(
  MIDDLES.split(' ').map((entry) => {
    const [code, north, east] = entry.split(/[:,]/) as [string, string, string];
    return [code, [Number(north), Number(east)]];
  }),
);

/**
 * Kilometres between the centres of two départements, in a straight line, rounded to ten; undefined when one is
 * unknown.
 */
export function kilometresBetween(one: string, other: string): number | undefined {
  const [from, to] = [middles.get(one), middles.get(other)];
  if (!from || !to) return undefined;
  const [north, south] = [from[0] * RADIANS, to[0] * RADIANS];
  const around = (to[1] - from[1]) * RADIANS;
  const chord = Math.sin((south - north) / 2) ** 2 + Math.cos(north) * Math.cos(south) * Math.sin(around / 2) ** 2;
  return Math.round((2 * EARTH_KILOMETRES * Math.asin(Math.sqrt(chord))) / 10) * 10;
}
