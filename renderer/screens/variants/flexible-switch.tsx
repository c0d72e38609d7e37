import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ProfileName } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** Sizes in links, on or off. The service tells which only by serving one, or not; a public photo is asked. */
export function FlexibleSwitch({ profile }: { profile: ProfileName }) {
  const { bridge, host, attempt } = useDesk()
  const { text } = useLanguage()
  const words = text.variants
  const [isOn, setIsOn] = useState<boolean | null>(null)
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const found = await bridge.searchLibrary({ profile, private: false, limit: 1 })
      const image = found.ok ? found.value.images[0] : undefined
      if (image === undefined) return
      const told = await host.trials.flexible(profile, image.id)
      // What is not told stays unknown, and the text says so.
      if (!isOver && told.ok) setIsOn(now => now ?? told.value)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [bridge, host, profile])
  const turn = async (enabled: boolean) => {
    if (await attempt(bridge.setFlexibleVariants({ profile, enabled }))) setIsOn(enabled)
  }
  return (
    <div className="flexible">
      <Switch
        label={words.flexible}
        checked={isOn === true}
        onChange={event => void turn(event.target.checked)}
        aria-describedby="flexible-hint"
      />
      <p className="quiet" id="flexible-hint">
        {isOn === null ? `${words.flexibleUnknown} ` : ''}
        {words.flexibleHint}
      </p>
    </div>
  )
}
