import { Button, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import { digitsOf, normalText } from '../../../core/kernel/typed.ts';
import { approvalSettings } from '../../../core/model/site/defaults.ts';
import { mayDo } from '../../../core/model/staff/permissions.ts';
import type { ManagerProof } from '../../../host/parts/authorisations/views.ts';

import { useCatalog } from '../../client/catalog.ts';
import { textOfError } from '../../client/errors.ts';
import { languageOf } from '../../client/i18n.ts';
import { useMay, useSession } from '../../client/session.ts';
import { PinField } from '../../components/pin-field.tsx';
import type { Approval } from './authorise.ts';
import { authorise, useApprovingCards } from './authorise.ts';

interface ManagerPromptProps {
  title: string;
  approval: Approval;
  /** It shows anew who changes something, or that another manager agrees: a session is not enough. */
  confirmation?: 'anybody' | 'another' | null;
  /** Reasons that come up every day. */
  suggestions: readonly string[];
  /** What stands there before anybody types. */
  reasonAtFirst?: string;
  confirmLabel: string;
  /** The approval was given; it is good for one use within five minutes. */
  onGiven: (authorisationId: string, reason: string) => void;
  onCancel: () => void;
  /** What else is to be said, above the reason. */
  children?: ReactNode;
}

/** Who may approve here, and whether whoever is signed in does it at once: not where nobody approves the own act. */
function useApprovers(confirmation: ManagerPromptProps['confirmation']) {
  const { staff, store } = useCatalog();
  const mayApproveOwn = confirmation ? confirmation === 'anybody' : approvalSettings({ store }).own;
  const ownNo = useSession()?.staffNo;
  const isManager = useMay('authorise') && mayApproveOwn && !confirmation;
  const managers = staff.filter(({ role, no }) => mayDo(role, 'authorise') && (mayApproveOwn || no !== ownNo));
  const own = managers.find(({ no }) => no === ownNo);
  const likely = confirmation === 'anybody' && own ? own : managers.length === 1 ? managers[0] : undefined;
  return { managers, isManager, likelyNo: likely?.no ?? null };
}

const maxReasonLength = 200;

/**
 * Asks a manager to approve one act, in place (not in a dialog): why, and number with PIN or a card held to this
 * station's reader. Who may approve and is signed in gives the reason only, where the store lets people approve what
 * they do themselves. Escape leaves.
 */
export function ManagerPrompt({
  title,
  approval,
  confirmation = null,
  suggestions,
  reasonAtFirst = '',
  confirmLabel,
  onGiven,
  onCancel,
  children,
}: ManagerPromptProps) {
  const { t, i18n } = useTranslation(['authorisation', 'common']);
  const language = languageOf(i18n.language);
  const { managers, isManager, likelyNo } = useApprovers(confirmation);
  const [reason, setReason] = useState(reasonAtFirst);
  const [managerNo, setManagerNo] = useState<string | null>(likelyNo);
  const [pin, setPin] = useState('');
  const [card, setCard] = useState<{ name: string; token: string } | null>(null);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const managerField = useRef<HTMLInputElement>(null);
  const pinField = useRef<HTMLInputElement>(null);

  const send = async (proof: ManagerProof, why = normalText(reason)) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { authorisationId } = await authorise(approval, why, proof);
      onGiven(authorisationId, why);
    } catch (refused) {
      setError(textOfError(refused));
      setPin('');
      setCard(null);
    } finally {
      setBusy(false);
    }
  };
  /** One tap says it all for who may approve; for others the PIN is what is left. */
  const suggest = (why: string) => {
    setReason(why);
    if (isManager) void send({ kind: 'session' }, why);
    else if (card) void send({ kind: 'card', token: card.token }, why);
    else (managerNo ? pinField : managerField).current?.focus();
  };
  const submit = () => {
    setTried(true);
    if (!normalText(reason)) return reasonField.current?.focus();
    if (isManager) return void send({ kind: 'session' });
    if (card) return void send({ kind: 'card', token: card.token });
    if (managerNo && pin) void send({ kind: 'pin', staffNo: managerNo, pin });
  };
  useApprovingCards(!isManager, approval, (held) => {
    setCard(null);
    if (held.kind === 'pin') {
      setError(t('authorisation:pinToo'));
      pinField.current?.focus();
      return;
    }
    if (held.kind === 'other') {
      setError(held.code === 'CARD_SEVERAL_WINDOWS' ? errorText(held.code, language) : t('authorisation:notAManager'));
      return;
    }
    setError(null);
    setCard({ name: held.name, token: held.token });
    // With the reason there already, the card says it all.
    if (normalText(reason)) void send({ kind: 'card', token: held.token });
    else reasonField.current?.focus();
  });

  return (
    <Paper
      component="form"
      p="sm"
      bg="var(--cr-ground)"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Stack gap="xs">
        <Text fw={600}>{title}</Text>
        {children}
        <Suggestions all={suggestions} chosen={reason} onChoose={suggest} />
        <TextInput
          ref={reasonField}
          label={t('common:reason.label')}
          placeholder={t('common:reason.placeholder')}
          size="md"
          maxLength={maxReasonLength}
          value={reason}
          error={tried && !normalText(reason) ? t('common:reason.required') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          autoFocus
        />
        {!isManager && card && <Text fw={600}>{t('authorisation:cardHeld', { name: card.name })}</Text>}
        {!isManager && !card && (
          <>
            <Text size="sm">{t('authorisation:hint')}</Text>
            <Select
              ref={managerField}
              label={t('authorisation:manager')}
              searchable
              size="md"
              data={managers.map(({ no, name }) => ({ value: no, label: `${no} ${name}` }))}
              value={managerNo}
              error={tried && !managerNo ? t('authorisation:managerNeeded') : null}
              onChange={setManagerNo}
              // Escape in an open list closes the list only.
              comboboxProps={{ withinPortal: false }}
            />
            <PinField
              ref={pinField}
              label={t('authorisation:pin')}
              autoComplete="off"
              maxLength={8}
              value={pin}
              error={tried && !error && !pin ? t('authorisation:pinNeeded') : null}
              onChange={(event) => setPin(digitsOf(event.currentTarget.value))}
            />
          </>
        )}
        {error && (
          <Text c="var(--cr-red)" role="alert">
            {error}
          </Text>
        )}
        <Group gap="xs" grow>
          <Button variant="default" h={44} onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" h={44} loading={busy}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

interface SuggestionsProps {
  all: readonly string[];
  chosen: string;
  onChoose: (reason: string) => void;
}

function Suggestions({ all, chosen, onChoose }: SuggestionsProps) {
  return (
    <Group gap="xs">
      {all.map((suggestion) => (
        <Button
          key={suggestion}
          variant={chosen === suggestion ? 'light' : 'default'}
          aria-pressed={chosen === suggestion}
          h={44}
          px="sm"
          onClick={() => onChoose(suggestion)}
        >
          {suggestion}
        </Button>
      ))}
    </Group>
  );
}
