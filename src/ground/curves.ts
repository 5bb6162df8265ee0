/* Integer arithmetic on the piecewise linear functions that give a measure its utility. */

/**
 * Points of a piecewise linear function: x increasing, y in thousandths; constant before the first and after the last
 * point.
 */
export type Curve = readonly (readonly [x: number, y: number])[];

/** a / b rounded to the nearest integer, halves up; b is positive. */
export const divideHalfUp = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b));

/** Rounded to thousandths: more digits would suggest more precision than there is. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The value of the function at x, halves rounded up. x may have decimals (99.5 % availability). */
export const valueOnCurve = (line: Curve, x: number): number => valueOnCurveAt(line, x, 1, 1000);

/** The value at x / per, halves rounded up, rounded only once; `scale` is a power of ten that makes x an integer. */
export function valueOnCurveAt(line: Curve, x: number, per: number, scale: number): number {
  const first = line[0]!;
  if (x <= first[0] * per) return first[1];
  for (let i = 1; i < line.length; i++) {
    const [x1, y1] = line[i]!;
    if (x > x1 * per) continue;
    const [x0, y0] = line[i - 1]!;
    return y0 + divideHalfUp(Math.round((y1 - y0) * (x - x0 * per) * scale), Math.round((x1 - x0) * per * scale));
  }
  return line[line.length - 1]![1];
}
