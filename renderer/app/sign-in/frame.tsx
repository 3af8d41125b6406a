import { Center, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../core/kernel/money.ts';
import { chooseLanguage, languageOf } from '../../client/i18n.ts';

interface FrameProps {
  title: string;
  intro?: string;
  width?: number;
  languages?: Language[];
  children: ReactNode;
}

/** A sheet in the middle of an empty screen, for what comes before work; the language can be changed here already. */
export function Frame({ title, intro, width = 460, languages = ['zh-CN', 'en'], children }: FrameProps) {
  const { t, i18n } = useTranslation();
  return (
    <Center component="main" h="100dvh" p="md" style={{ overflow: 'auto' }}>
      <Paper withBorder p={{ base: 'md', sm: 'xl' }} w={width} maw="100%" mah="100%" style={{ overflow: 'auto' }}>
        <Stack gap="md">
          <Group justify="space-between">
            <Title order={1} size="h3">
              {title}
            </Title>
            {languages.length > 1 && (
              <SegmentedControl
                aria-label={t('language')}
                size="md"
                value={languageOf(i18n.language)}
                onChange={(value) => chooseLanguage(languageOf(value), '')}
                data={languages.map((language) => ({
                  value: language,
                  label: <span lang={language}>{t(`languages.${language}`)}</span>,
                }))}
              />
            )}
          </Group>
          {intro && <Text c="var(--cr-quiet)">{intro}</Text>}
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
