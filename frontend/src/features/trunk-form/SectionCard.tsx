import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './TrunkForm.module.css';
import type { SectionName } from './fields';

/** A section of the form under its heading. */
export function SectionCard({ name, children }: { name: SectionName; children: ReactNode }) {
  const { t } = useTranslation('trunk-form');
  return (
    <section className={classes.section} aria-labelledby={`section-${name}`}>
      <h2 id={`section-${name}`} className={classes.heading}>
        {t(`section.${name}`)}
      </h2>
      {children}
    </section>
  );
}
