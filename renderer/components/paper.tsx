import classes from './paper.module.css';

interface PaperSlipProps {
  /** The slip as the printer laid it out; null where only its text is known. */
  svg: string | null;
  text?: string;
  label: string;
}

/** A slip as on paper. The drawing is shown as a picture, so that nothing in it can act on the page. */
export function PaperSlip({ svg, text = '', label }: PaperSlipProps) {
  if (svg === null) {
    return (
      <pre className={classes.text} role="img" aria-label={label}>
        {text}
      </pre>
    );
  }
  return (
    <img className={classes.picture} alt={label} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} />
  );
}
