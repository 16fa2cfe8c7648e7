import { useElementSize } from '@mantine/hooks';
import { scaleLinear, scaleTime, type ScaleLinear, type ScaleTime } from 'd3-scale';
import { type PointerEvent, type ReactNode, useState } from 'react';
import classes from './Chart.module.css';
import { useTicks } from './useTicks';

export type Scales = { x: ScaleTime<number, number>; y: ScaleLinear<number, number>; width: number; height: number };

type Props = {
  /** What the picture says. */
  sentence: string;
  from: Date;
  to: Date;
  /** The greatest value. */
  most: number;
  /** What the values are, at the axis. */
  unit: string;
  /** What was at a time, for whoever points at it; undefined: nothing to say. */
  read: (at: Date) => { from: Date; until: Date; text: string } | undefined;
  children: (scales: Scales) => ReactNode;
};

const MARGIN = { top: 18, right: 8, bottom: 22, left: 40 };
const HEIGHT = 168;
/** Until the page is measured. */
const USUAL_WIDTH = 640;

/** Time from left to right, values from below, with axes; whoever points at a time reads what was. */
export function Plot({ sentence, from, to, most, unit, read, children }: Props) {
  const { ref, width: measured } = useElementSize();
  const width = (measured || USUAL_WIDTH) - MARGIN.left - MARGIN.right;
  const x = scaleTime([from, to], [0, width]);
  const y = scaleLinear([0, Math.max(most, 1)], [HEIGHT, 0]).nice(4);
  const { atX, atY } = useTicks(x, y, width);
  const [pointed, setPointed] = useState<Date>();
  const shown = pointed && read(pointed);
  const point = (event: PointerEvent<SVGSVGElement>) =>
    setPointed(x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left));
  return (
    <div ref={ref} className={classes.plot}>
      <p className={classes.reading} aria-hidden>
        {shown?.text}
      </p>
      <svg
        role="img"
        aria-label={sentence}
        width="100%"
        height={HEIGHT + MARGIN.top + MARGIN.bottom}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <text x={-MARGIN.left} y={-8} className={classes.unit}>
            {unit}
          </text>
          {atY.map(({ value, text }) => (
            <g key={value} transform={`translate(0 ${y(value)})`}>
              <line x2={width} className={classes.grid} />
              <text x={-6} dy="0.32em" textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {atX.map(({ value, text }) => (
            <text key={+value} x={x(value)} y={HEIGHT + 16} textAnchor="middle">
              {text}
            </text>
          ))}
          {shown && (
            <rect
              x={x(shown.from)}
              width={Math.max(1, x(shown.until) - x(shown.from))}
              height={HEIGHT}
              className={classes.pointed}
            />
          )}
          {children({ x, y, width, height: HEIGHT })}
        </g>
      </svg>
    </div>
  );
}
