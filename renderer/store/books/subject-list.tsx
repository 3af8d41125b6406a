import { useTranslation } from 'react-i18next';
import classes from './books.module.css';

/** What a proof looks at, for who has not asked for one yet. */
export function SubjectList() {
  const { t } = useTranslation('books');
  const subjects = Object.values(t('subjects', { returnObjects: true }));
  return (
    <dl className={classes.subjects}>
      {subjects.map(({ name, means }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  );
}
