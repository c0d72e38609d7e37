import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Places } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  /** Null while they are read. */
  places: Places | null
  onGo(path: string | null): void
  /** What choosing a folder is called, where it is not for watching it. */
  choosing?: { readonly choose: string; chooseThis(name: string): string; chooseNamed(name: string): string }
  onWatch(path: string): void
}

/** Folders to choose one from: into it by its name, or watched by its button. */
export function PlaceList({ places, onGo, onWatch, choosing }: Props) {
  const { text } = useLanguage()
  const words = text.picker
  const { choose, chooseThis, chooseNamed } = choosing ?? {
    choose: words.watch,
    chooseThis: words.watchThis,
    chooseNamed: words.watchNamed,
  }
  const list = useRef<HTMLUListElement>(null)
  // The folder that had the focus is gone with its list.
  useEffect(() => list.current?.querySelector('button')?.focus(), [places])
  const here = places?.here ?? null
  return (
    <>
      <div className="path-bar">
        {here !== null && (
          <button type="button" className="bare" aria-label={words.up} onClick={() => onGo(places?.above ?? null)}>
            <Icon name="up" />
          </button>
        )}
        <span className="cut" title={here?.path}>
          {here?.path ?? words.places}
        </span>
      </div>
      <ul className="place-list" ref={list} aria-label={here?.name ?? words.places}>
        {places?.folders.map(({ name, path }) => (
          <li key={path}>
            <button type="button" className="bare into" aria-label={words.open(name)} onClick={() => onGo(path)}>
              <Icon name="folder" /> <span className="cut">{name}</span>
            </button>
            <Button size="compact-sm" variant="subtle" aria-label={chooseNamed(name)} onClick={() => onWatch(path)}>
              {choose}
            </Button>
          </li>
        ))}
        {places === null && <li className="quiet">{words.reading}</li>}
        {places?.folders.length === 0 && <li className="quiet">{words.empty}</li>}
        {places?.more === true && <li className="quiet">{words.more}</li>}
      </ul>
      <div className="form-buttons">
        <Button variant="filled" disabled={here === null} onClick={() => here !== null && onWatch(here.path)}>
          {here === null ? choose : chooseThis(here.name)}
        </Button>
      </div>
    </>
  )
}
