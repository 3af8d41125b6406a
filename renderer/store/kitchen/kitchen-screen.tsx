import { Chip, Group, Tabs, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { TabPanel } from '../../components/tab-panel.tsx';
import classes from '../../components/tabbed.module.css';
import { isToDecide, JobList } from '../../shared/jobs/job-list.tsx';
import { CategoryName } from './category-name.tsx';
import { DoneList } from './done-list.tsx';
import { OrderCards } from './order-cards.tsx';
import { StockList } from './stock-list.tsx';

/** Kitchen and bar: what is waiting, what went out, what did not print, what is left. */
export default function KitchenScreen() {
  const { t } = useTranslation('kitchen');
  const { goods } = useCatalog();
  const [categories, setCategories] = useState<string[]>([]);
  const query = useQuery({ queryKey: ['kitchen'], queryFn: () => api.kitchen.list.query() });
  const all = [...new Set(goods.map((one) => one.category))];
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <AsyncBoundary query={query}>
        {({ waiting, done, notPrinted }) => {
          const toDecide = notPrinted.filter(isToDecide).length;
          const count = (category: string) => waiting.filter((line) => line.category === category).length;
          return (
            <Tabs defaultValue="waiting" className={classes.tabs} keepMounted={false}>
              <div className={classes.head}>
                <Tabs.List aria-label={t('tabs.label')}>
                  <Tabs.Tab value="waiting" h={48} fz={16}>
                    {t('tabs.waiting')} <b>{waiting.length}</b>
                  </Tabs.Tab>
                  <Tabs.Tab value="done" h={48} fz={16}>
                    {t('tabs.done')}
                  </Tabs.Tab>
                  <Tabs.Tab value="not-printed" h={48} fz={16} c={toDecide > 0 ? 'var(--cr-red)' : undefined}>
                    {t('tabs.notPrinted')} <b>{toDecide}</b>
                  </Tabs.Tab>
                  <Tabs.Tab value="stock" h={48} fz={16}>
                    {t('tabs.stock')}
                  </Tabs.Tab>
                </Tabs.List>
                <Group gap="xs" role="group" aria-label={t('categories.label')}>
                  <Chip size="md" checked={categories.length === 0} onChange={() => setCategories([])}>
                    {t('categories.all')}
                  </Chip>
                  {all.map((category) => (
                    <Chip
                      key={category}
                      size="md"
                      checked={categories.includes(category)}
                      onChange={(on) =>
                        setCategories(on ? [...categories, category] : categories.filter((one) => one !== category))
                      }
                    >
                      <CategoryName category={category} />
                      {count(category) > 0 && <b>&nbsp;{count(category)}</b>}
                    </Chip>
                  ))}
                </Group>
              </div>
              <TabPanel value="waiting" label={t('tabs.waiting')}>
                <OrderCards lines={waiting} categories={categories} />
              </TabPanel>
              <TabPanel value="done" label={t('tabs.done')}>
                <DoneList lines={done} categories={categories} />
              </TabPanel>
              <TabPanel value="not-printed" label={t('tabs.notPrinted')}>
                <JobList jobs={notPrinted} />
              </TabPanel>
              <TabPanel value="stock" label={t('tabs.stock')}>
                <StockList categories={categories} />
              </TabPanel>
            </Tabs>
          );
        }}
      </AsyncBoundary>
    </div>
  );
}
