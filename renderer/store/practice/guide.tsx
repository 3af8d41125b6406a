import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './practice.module.css';

/** The main job of a store in steps, to be walked with simulated devices. */
export function Guide() {
  const { t } = useTranslation('practice');
  const steps = t('guide.steps', { returnObjects: true });
  return (
    <section className={classes.guide}>
      <Title order={2} size="h5">
        {t('guide.title')}
      </Title>
      <ol>
        {[steps.duty, steps.open, steps.call, steps.start, steps.goods, steps.end, steps.pay, steps.clean].map(
          (step) => (
            <li key={step}>{step}</li>
          ),
        )}
      </ol>
    </section>
  );
}
