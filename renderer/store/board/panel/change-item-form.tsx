import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guestsFor, techniciansFor } from '../../../../core/model/site/defaults.ts';
import type { SiteService } from '../../../../core/model/site/schema.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';

import { act } from '../../../client/act.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { useFormat } from '../../../client/format.ts';
import { isFound } from '../../../components/initials.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { ManagerPrompt } from '../../../shared/authorisation/manager-prompt.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import { serviceIn } from './order-rows.tsx';
import classes from './panel.module.css';

interface ChangeItemFormProps {
  clock: ClockView;
  /** The one that carries the price, where the item takes several technicians. */
  priced: ClockView;
  /** Chosen already, as on the command line. */
  serviceCode?: string | undefined;
}

const maxShown = 12;

/** Another item instead: a higher price at once, a lower one with a manager's approval. */
export function ChangeItemForm({ clock, priced, serviceCode }: ChangeItemFormProps) {
  const { t } = useTranslation(['board', 'common']);
  const catalog = useCatalog();
  const format = useFormat();
  const technician = useBoard((board) => board.technicians.get(clock.technicianNo ?? ''));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<SiteService | null>(catalog.serviceByCode.get(serviceCode ?? '') ?? null);
  const [busy, setBusy] = useState(false);
  const now = catalog.serviceByCode.get(clock.serviceCode);
  const services = catalog.services
    .filter(({ code, skill }) => code !== clock.serviceCode && (technician?.skills.includes(skill) ?? true))
    .filter((one) => guestsFor(one) === guestsFor(now) && techniciansFor(one) === techniciansFor(now))
    .filter(({ code, name }) => isFound(typed.trim(), code, Object.values(name)))
    .toSorted((a, b) => Number(b.group === now?.group) - Number(a.group === now?.group));

  const change = async (service: SiteService, authorisationId?: string, reason?: string) => {
    if (busy) return;
    setBusy(true);
    const done = await act('clock.changeItem', {
      ...{ clockId: clock.id, serviceCode: service.code, was: clock.serviceCode },
      ...(authorisationId && { authorisationId }),
      ...(reason && { reason }),
    });
    setBusy(false);
    if (done) showForm();
  };
  const choose = (service: SiteService) => {
    if (service.price < priced.priceMinor) setChosen(service);
    else void change(service);
  };

  if (chosen) {
    const less = { amountMinor: priced.priceMinor - chosen.price, currency: priced.currency };
    const words = { from: format.service(clock.serviceCode), to: format.service(chosen.code) };
    return (
      <div className={classes.formBody}>
        <ManagerPrompt
          title={t('board:cheaperItem', { ...words, amount: format.money(less.amountMinor, less.currency) })}
          approval={{ act: 'clock.changeItem', subject: { kind: 'clock', id: priced.id }, ...less }}
          suggestions={t('board:reasons.changeItem').split('|')}
          confirmLabel={t('board:actions.change-item')}
          onGiven={(authorisationId, reason) => void change(chosen, authorisationId, reason)}
          onCancel={() => setChosen(null)}
        />
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const service = catalog.serviceByCode.get(serviceIn(typed, catalog) ?? '');
        if (service) choose(service);
      }}
    >
      <Stack gap="sm" className={classes.formBody}>
        <Text fw={600}>{t('board:changeItemOf', { service: format.service(clock.serviceCode) })}</Text>
        <TextInput
          label={t('board:newItem')}
          placeholder={t('board:goodsSearch')}
          size="md"
          autoFocus
          autoComplete="off"
          maxLength={24}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Stack gap={4} role="group" aria-label={t('board:newItem')}>
          {services.slice(0, maxShown).map((service) => (
            <Button
              key={service.code}
              variant="default"
              h={44}
              justify="flex-start"
              styles={{ label: { flex: 1, whiteSpace: 'normal', textAlign: 'left', lineHeight: 1.25 } }}
              loading={busy}
              leftSection={<strong>{service.code}</strong>}
              rightSection={<Difference minor={service.price - priced.priceMinor} />}
              onClick={() => choose(service)}
            >
              {format.text(service.name)} {t('common:minutes', { minutes: service.minutes })}
            </Button>
          ))}
          {services.length === 0 && <Text c="var(--cr-quiet)">{t('board:noOtherItem')}</Text>}
        </Stack>
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={48} loading={busy} rightSection={<KeyHint keys="Enter" />}>
          {t('board:goOn')}
        </Button>
      </Group>
    </form>
  );
}

/** How much dearer or cheaper; cheaper says that a manager is needed. */
function Difference({ minor }: { minor: number }) {
  const { t } = useTranslation('authorisation');
  const format = useFormat();
  if (minor >= 0) return <span>+{format.money(minor)}</span>;
  return (
    <span>
      −{format.money(-minor)} · {t('needed')}
    </span>
  );
}
