import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingView, PluggedView } from '../../../../host/parts/finding/views.ts';
import { api } from '../../../client/api.ts';
import { type Draft, withAdded } from '../draft.ts';
import type { Entry, Options } from '../field.ts';
import classes from '../store-settings.module.css';
import { freeId } from './found-defaults.ts';
import { FoundList } from './found-list.tsx';
import { PlaceTerminals } from './place-terminals.tsx';
import { Searching } from './searching.tsx';
import { useFinding } from './use-finding.ts';

interface FindTerminalsProps {
  plugged: PluggedView;
  draft: Draft;
  options: Options;
  onDraft: (draft: Draft) => void;
}

/** A line as far as it is known: one of the draft, or a port on which one may hang. */
interface Candidate {
  line: Entry;
  isNew: boolean;
}

/** Where everything hangs, by the same words as the line that has it. */
const portOf = ({ transport }: Entry) => (transport as { path?: string }).path;

/** Lines, and the terminals that answer on them; each gets the room it hangs in. */
export function FindTerminals({ plugged, draft, options, onDraft }: FindTerminalsProps) {
  const { t } = useTranslation('store-settings');
  const finding = useFinding();
  const [looked, setLooked] = useState<Candidate | null>(null);
  const lines = (draft.rows.lines ?? []).map(({ entry }) => entry);
  const newId = freeId('line', lines);
  const search = (candidate: Candidate) => {
    setLooked(candidate);
    void finding.start(() => api.finding.searchLine.mutate({ line: candidate.line as never }));
  };
  const button = (candidate: Candidate) => (
    <Button h={44} px="sm" disabled={finding.isRunning} onClick={() => search(candidate)}>
      {t('seek.askLine')}
    </Button>
  );
  const ports = plugged.ports.filter(({ path }) => !lines.some((line) => portOf(line) === path));
  const terminals = finding.view?.terminals ?? [];
  return (
    <>
      <h3 className={classes.findTitle}>{t('seek.lines')}</h3>
      <FoundList
        label={t('seek.lines')}
        found={[
          ...lines.map((line) => ({
            ...{ key: `line ${String(line.id)}`, name: String(line.id), usedBy: null, where: placeOf(line) },
            acts: button({ line, isNew: false }),
          })),
          ...ports.map(({ path, name, usedBy }) => ({
            ...{ key: path, where: path, name, usedBy },
            acts: button({ line: { id: newId, transport: { type: 'serial', path, baudRate: 9600 } }, isNew: true }),
          })),
        ]}
      />
      <Converter
        isBusy={finding.isRunning}
        onSearch={(transport) => search({ line: { id: newId, transport }, isNew: true })}
      />
      <Searching {...finding} onStop={finding.stop} found={terminals.length} none={t('seek.noTerminal')} />
      {looked && finding.view && !finding.isRunning && terminals.length > 0 && (
        <PlaceTerminals
          key={String(looked.line.id)}
          line={withSpeed(looked.line, finding.view)}
          terminals={terminals}
          draft={draft}
          options={options}
          onTake={(entries) => {
            const line = withSpeed(looked.line, finding.view);
            const withLine = looked.isNew ? withAdded(draft, 'lines', [line]) : draft;
            setLooked(null);
            onDraft(withAdded(withLine, 'terminals', entries));
          }}
        />
      )}
    </>
  );
}

function placeOf({ transport }: Entry): string {
  const { host, port, path = '' } = transport as { host?: string; port?: number; path?: string };
  return host === undefined ? path : `${host}:${port}`;
}

/** A line at the speed its terminals answered at. */
function withSpeed(line: Entry, view: FindingView | null): Entry {
  const transport = line.transport as { type: string };
  const speed = view?.bitsPerSecond ?? null;
  return transport.type === 'serial' && speed !== null
    ? { ...line, transport: { ...transport, baudRate: speed } }
    : line;
}

/** A line behind a converter on the network: its address is typed. */
function Converter({ isBusy, onSearch }: { isBusy: boolean; onSearch: (transport: Entry) => void }) {
  const { t } = useTranslation('store-settings');
  const [host, setHost] = useState('');
  const [port, setPort] = useState<string | number>(4001);
  return (
    <form
      className={classes.typing}
      onSubmit={(event) => {
        event.preventDefault();
        if (host.trim() !== '' && Number(port) > 0) onSearch({ type: 'tcp', host: host.trim(), port: Number(port) });
      }}
    >
      <TextInput
        size="md"
        flex={1}
        label={t('seek.converter')}
        placeholder="192.168.1.60"
        value={host}
        onChange={(event) => setHost(event.currentTarget.value)}
      />
      <NumberInput
        size="md"
        w={110}
        label={t('field.port')}
        min={1}
        max={65_535}
        hideControls
        value={port}
        onChange={setPort}
      />
      <Button type="submit" h={44} variant="default" disabled={isBusy || host.trim() === ''}>
        {t('seek.askLine')}
      </Button>
    </form>
  );
}
