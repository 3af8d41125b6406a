import { Anchor, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BooksProof, ProofPart, ProofProblem, ProofSubject } from '../../../host/parts/books/views.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import classes from './books.module.css';
import { whereToLook } from './where-to-look.ts';

const icons = { fits: IconCircleCheck, problems: IconAlertTriangle, open: IconHelpCircle } as const;

/** What a proof came to, as on paper: the verdict, each part, what does not fit and where to look, the check code. */
export function ProofSheet({ proof }: { proof: BooksProof }) {
  const { t } = useTranslation('books');
  const format = useFormat();
  const { store } = useCatalog();
  const { dateTime } = useFormat();
  const count = proof.parts.reduce((sum, part) => sum + part.problems.length, 0);
  const tone = proof.ok ? 'fits' : 'problems';
  const Icon = icons[tone];
  return (
    <>
      <Text className={classes.printed}>
        {t('printed.store', { store: format.text(store.name), time: dateTime(proof.at) })}
      </Text>
      <section className={classes.verdict} data-tone={tone} role="status">
        <Icon size={36} stroke={1.8} aria-hidden />
        <div>
          <Text fw={700} fz={22} lh={1.3}>
            {proof.ok ? t('fits') : count > 0 ? t('wrong', { count }) : t('wrongOpen')}
          </Text>
          <Text>{proof.ok ? t('fitsHint', { time: dateTime(proof.at) }) : t('wrongHint')}</Text>
        </div>
      </section>
      {count > 0 && <Problems parts={proof.parts} />}
      <Parts parts={proof.parts} />
      <section className={classes.code} aria-label={t('head.title')}>
        <Title order={2} size="h5">
          {t('head.title')}
        </Title>
        {proof.head === null ? (
          <Text>{t('head.none')}</Text>
        ) : (
          <>
            <code>{`${proof.head.seq}:${proof.head.hash}`}</code>
            <Text size="sm">{t('head.means', { seq: proof.head.seq, time: dateTime(proof.head.at) })}</Text>
          </>
        )}
      </section>
      <div className={classes.signatures}>
        {(['by', 'seen', 'date'] as const).map((line) => (
          <span key={line}>{t(`printed.${line}`)}</span>
        ))}
      </div>
    </>
  );
}

function Parts({ parts }: { parts: readonly ProofPart[] }) {
  const { t, i18n } = useTranslation('books');
  const columns: Column<ProofPart>[] = [
    {
      id: 'state',
      head: t('columns.state'),
      widthPx: 140,
      cell: ({ state, problems }) => {
        const Icon = icons[state];
        return (
          <span className={classes.state} data-tone={state}>
            <Icon size={18} aria-hidden />
            {t(`state.${state}`, { count: problems.length })}
          </span>
        );
      },
    },
    {
      id: 'subject',
      head: t('columns.subject'),
      cell: ({ subject }) => (
        <>
          <b>{t(`subjects.${subject}.name`)}</b>
          <br />
          <span className={classes.means}>{t(`subjects.${subject}.means`)}</span>
        </>
      ),
    },
    {
      id: 'count',
      head: t('columns.count'),
      align: 'right',
      widthPx: 180,
      cell: ({ subject, count, state }) =>
        // What could not be looked at was not counted either.
        state === 'open' ? '–' : t(`subjects.${subject}.count`, { number: count.toLocaleString(i18n.language) }),
    },
  ];
  return <DataTable columns={columns} rows={parts} keyOf={({ subject }) => subject} label={t('proves')} />;
}

function Problems({ parts }: { parts: readonly ProofPart[] }) {
  const { t } = useTranslation('books');
  return (
    <section className={classes.problems} aria-label={t('problems')}>
      <Title order={2} size="h5">
        {t('problems')}
      </Title>
      {parts
        .filter(({ problems }) => problems.length > 0)
        .map(({ subject, problems }) => (
          <div key={subject}>
            <Title order={3} size="h6">
              {t(`subjects.${subject}.name`)}
            </Title>
            <ul>
              {problems.map((problem) => (
                <Problem key={JSON.stringify([problem.code, problem.context])} subject={subject} problem={problem} />
              ))}
            </ul>
          </div>
        ))}
      <Text size="sm" c="var(--cr-quiet)">
        {t('many')}
      </Text>
    </section>
  );
}

function Problem({ subject, problem }: { subject: ProofSubject; problem: ProofProblem }) {
  const { t } = useTranslation('books');
  const { language } = useFormat();
  const { text, href } = whereToLook(subject, problem);
  return (
    <li>
      <span>{problem.texts[language]}</span>
      {href === null ? (
        <span className={classes.means}>{t(`look.${text}`)}</span>
      ) : (
        <Anchor href={href} className={classes.look}>
          {t(`look.${text}`)}
        </Anchor>
      )}
    </li>
  );
}
