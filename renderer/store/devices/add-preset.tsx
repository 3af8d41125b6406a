import { Alert, Button, Modal, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReaderPresetView } from '../../../host/parts/readers/views.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './devices.module.css';

/** Adds a reader of a known make: chosen from the list; a serial one is asked for its device. */
export function AddPreset({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common']);
  const queryClient = useQueryClient();
  const [serial, setSerial] = useState<ReaderPresetView | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const query = useQuery({ queryKey: ['reader-presets'], queryFn: () => api.readers.presets.query() });

  const run = async (added: () => Promise<string>) => {
    setRefused(null);
    setBusy(true);
    try {
      setAdded(await added());
      await queryClient.invalidateQueries({ queryKey: ['readers'] });
    } catch (error) {
      setRefused(textOfError(error));
    } finally {
      setBusy(false);
    }
  };
  const add = (preset: ReaderPresetView, path?: string) =>
    run(() => api.readers.addPreset.mutate({ preset: preset.id, ...(path === undefined ? {} : { path }) }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('preset.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={classes.learn}>
        {refused !== null && (
          <Alert color="red" role="alert">
            {refused}
          </Alert>
        )}
        {added !== null && (
          <>
            <Alert color="green" role="status">
              {t('preset.added', { id: added })}
            </Alert>
            <Button h={44} variant="default" onClick={onClose}>
              {t('common:close')}
            </Button>
          </>
        )}
        {added === null && serial === null && (
          <>
            <Typing isBusy={isBusy} onTyped={(text) => void run(() => api.readers.addTyping.mutate({ text }))} />
            <Text>{t('preset.choose')}</Text>
            <AsyncBoundary query={query}>
              {(presets) => (
                <ul className={classes.plain}>
                  {presets.map((preset) => (
                    <li key={preset.id}>
                      <Button
                        fullWidth
                        h={60}
                        justify="flex-start"
                        variant="default"
                        disabled={isBusy}
                        onClick={() => (preset.type === 'serial' ? setSerial(preset) : void add(preset))}
                      >
                        <span className={classes.choice}>
                          <span>{preset.name}</span>
                          <small>{[t(`preset.kind.${preset.type}`), ...preset.usb].join(' · ')}</small>
                        </span>
                      </Button>
                    </li>
                  ))}
                </ul>
              )}
            </AsyncBoundary>
          </>
        )}
        {added === null && serial !== null && (
          <SerialPath
            name={serial.name}
            isBusy={isBusy}
            onPath={(path) => void add(serial, path)}
            onBack={() => setSerial(null)}
          />
        )}
      </div>
    </Modal>
  );
}

/** A card held to a reader that types: the field takes what comes, the Enter after it sends it. */
function Typing({ isBusy, onTyped }: { isBusy: boolean; onTyped: (text: string) => void }) {
  const { t } = useTranslation('devices');
  const [text, setText] = useState('');
  return (
    <form
      className={classes.typing}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onTyped(text.trim());
        setText('');
      }}
    >
      <TextInput
        className={classes.grow}
        label={t('preset.typing')}
        description={t('preset.typingHint')}
        classNames={{ description: classes.quiet }}
        size="md"
        maxLength={64}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" h={44} variant="default" disabled={isBusy || text.trim() === ''}>
        {t('preset.typingAdd')}
      </Button>
    </form>
  );
}

interface SerialPathProps {
  name: string;
  isBusy: boolean;
  onPath: (path: string) => void;
  onBack: () => void;
}

function SerialPath({ name, isBusy, onPath, onBack }: SerialPathProps) {
  const { t } = useTranslation(['devices', 'common']);
  const [path, setPath] = useState('');
  return (
    <form
      className={classes.learn}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') onPath(path.trim());
      }}
    >
      <Text fw={700}>{name}</Text>
      <TextInput
        label={t('preset.path')}
        description={t('preset.pathHint')}
        classNames={{ description: classes.quiet }}
        size="md"
        maxLength={256}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" h={44} disabled={isBusy || path.trim() === ''}>
        {t('preset.add')}
      </Button>
      <Button h={44} variant="default" onClick={onBack}>
        {t('preset.back')}
      </Button>
    </form>
  );
}
