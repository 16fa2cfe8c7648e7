import classes from './Chart.module.css';

/** Fills that tell trouble apart without colours: `<id>-stripes` and `<id>-dots`. */
export function Hatches({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-stripes`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" className={classes.trouble} />
        <rect width="2.5" height="7" className={classes.stripe} />
      </pattern>
      <pattern id={`${id}-dots`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className={classes.silence} />
        <circle cx="3" cy="3" r="1.3" className={classes.stripe} />
      </pattern>
    </defs>
  );
}
