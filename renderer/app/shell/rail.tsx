import { useFormat } from '../../client/format.ts';
import { hashOf, useRoute } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import { screenOf, screens } from '../../store/screens.ts';
import classes from './shell.module.css';

/** The screens that whoever is signed in may use. */
export function Rail() {
  const { language } = useFormat();
  const current = screenOf(useRoute());
  const permissions = useSession()?.permissions ?? [];
  return (
    <div className={classes.rail}>
      {screens
        .filter((screen) => !('place' in screen && screen.place === 'menu') && permissions.includes(screen.permission))
        .map(({ id, icon: Icon, texts }) => (
          <a key={id} href={hashOf(id)} className={classes.link} aria-current={id === current.id ? 'page' : undefined}>
            <Icon size={22} stroke={1.7} aria-hidden />
            {texts[language].rail}
          </a>
        ))}
    </div>
  );
}
