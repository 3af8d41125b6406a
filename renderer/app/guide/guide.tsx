import { Button, NativeSelect, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronUp, IconCircle, IconRoute } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRole, GuideStep, GuideView } from '../../../host/parts/guide/views.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { chooseGuide, useGuideChoice } from '../../client/guide-choice.ts';
import { navigate } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import { useWidth } from '../../client/window-width.ts';
import { screens } from '../../store/screens.ts';
import classes from './guide.module.css';
import { places } from './places.ts';
import { useFacts } from './use-facts.ts';

const roles: readonly GuideRole[] = ['receptionist', 'technician', 'cashier', 'manager', 'owner'];

/** Over the screens of a demo and a practice: what to try next, ticked by what the journal says. Nothing elsewhere. */
export function Guide() {
  const session = useSession();
  const client = useQueryClient();
  const seq = useBoard((board) => board.seq);
  const { data } = useQuery({ queryKey: ['guide'], queryFn: () => api.guide.view.query() });
  const isThere = (data ?? null) !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every row of the journal
  useEffect(() => {
    if (isThere) void client.invalidateQueries({ queryKey: ['guide'] });
  }, [seq, isThere, client]);
  if (!data || !session) return null;
  return <GuideOf key={session.staffNo} staffNo={session.staffNo} role={session.role} view={data} />;
}

function asGuide(name: string | null): GuideRole | undefined {
  return roles.find((one) => one === name);
}

function GuideOf({ staffNo, role, view }: { staffNo: string; role: string; view: GuideView }) {
  const { t } = useTranslation('guide');
  const choice = useGuideChoice(staffNo);
  const [isOpen, setOpen] = useState(false);
  if (choice === 'off') return null;
  const chosen = asGuide(choice) ?? asGuide(role) ?? 'receptionist';
  const steps = view[chosen];
  const done = steps.filter(({ doneAt }) => doneAt !== null).length;
  const next = steps.find(({ doneAt }) => doneAt === null);
  return (
    <section className={classes.guide} aria-label={t('title')}>
      <div className={classes.bar}>
        <IconRoute size={20} aria-hidden className={classes.sign} />
        <span className={classes.count}>{t('done', { done, all: steps.length })}</span>
        <span className={classes.next}>{next ? <StepText step={next} /> : t('allDone')}</span>
        {next && <Way step={next} onGo={() => setOpen(false)} />}
        <Button
          h={44}
          px="xs"
          variant="default"
          flex="none"
          aria-expanded={isOpen}
          rightSection={isOpen ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'fold' : 'unfold')}
        </Button>
      </div>
      {isOpen && (
        <div className={classes.sheet}>
          <WhoseChoice chosen={chosen} onChoose={(value) => chooseGuide(staffNo, value)} />
          <Steps steps={steps} onGo={() => setOpen(false)} />
          <Button variant="subtle" h={44} onClick={() => chooseGuide(staffNo, 'off')}>
            {t('off')}
          </Button>
        </div>
      )}
    </section>
  );
}

function WhoseChoice({ chosen, onChoose }: { chosen: GuideRole; onChoose: (role: string) => void }) {
  const { t } = useTranslation('guide');
  const isPhone = useWidth('phone');
  const data = roles.map((value) => ({ value, label: t(`roles.${value}`) }));
  const name = { 'aria-label': t('whose'), value: chosen, data };
  return isPhone ? (
    <NativeSelect {...name} size="md" onChange={(event) => onChoose(event.currentTarget.value)} />
  ) : (
    <SegmentedControl {...name} fullWidth onChange={onChoose} />
  );
}

function Steps({ steps, onGo }: { steps: readonly GuideStep[]; onGo: () => void }) {
  const { t } = useTranslation('guide');
  return (
    <ol className={classes.steps}>
      {steps.map((step) => {
        const isDone = step.doneAt !== null;
        return (
          <li key={step.id} data-step={step.id} data-done={isDone ? 'yes' : undefined}>
            {isDone ? (
              <IconCheck size={20} stroke={2.6} role="img" aria-label={t('isDone')} className={classes.tick} />
            ) : (
              <IconCircle size={20} role="img" aria-label={t('isOpen')} className={classes.open} />
            )}
            <span>
              <StepText step={step} />
            </span>
            {!isDone && <Way step={step} onGo={onGo} />}
          </li>
        );
      })}
    </ol>
  );
}

function StepText({ step: { id } }: { step: GuideStep }) {
  const { t } = useTranslation('guide');
  const { words } = useFacts();
  return <>{t(`steps.${id}`, words)}</>;
}

/** To where it is done, for who may go there. */
function Way({ step: { id }, onGo }: { step: GuideStep; onGo: () => void }) {
  const { t } = useTranslation('guide');
  const { rooms, words } = useFacts();
  const permissions = useSession()?.permissions ?? [];
  const place = places[id];
  const permission = screens.find((one) => one.id === place?.screen)?.permission;
  if (!place || !permission || !permissions.includes(permission)) return null;
  const roomNo = place.room === undefined ? null : rooms[place.room];
  const go = () => {
    onGo();
    navigate(place.screen, roomNo === null ? place.params : { room: roomNo });
  };
  return (
    <Button h={44} px="sm" flex="none" data-way={id} onClick={go}>
      {t('go')}
      <VisuallyHidden>: {t(`steps.${id}`, words)}</VisuallyHidden>
    </Button>
  );
}
