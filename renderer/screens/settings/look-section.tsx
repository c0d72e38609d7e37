import { SegmentedControl, Slider } from '@mantine/core'
import { useState } from 'react'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const preferencesOf = (view: View) => view.preferences
const themes = ['dark', 'light', 'system'] as const
const languages = ['system', 'en', 'de'] as const

/** Wires how the window looks and speaks. */
export function LookSection() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const { theme, language, gridHeight } = useView(preferencesOf)
  const [sliding, setSliding] = useState<number | null>(null)
  const words = text.settings
  const height = sliding ?? gridHeight
  return (
    <div>
      <div className="setting">
        <span id="setting-theme">{words.appearance}</span>
        <SegmentedControl
          aria-labelledby="setting-theme"
          value={theme}
          onChange={chosen => desk.prefer({ theme: chosen })}
          data={themes.map(value => ({ value, label: words.themes[value] }))}
        />
      </div>
      <div className="setting">
        <span id="setting-language">{words.language}</span>
        <SegmentedControl
          aria-labelledby="setting-language"
          value={language}
          onChange={chosen => desk.prefer({ language: chosen })}
          data={languages.map(value => ({ value, label: words.languages[value] }))}
        />
      </div>
      <div className="setting">
        <span>{words.gridHeight}</span>
        <div className="setting-slider">
          <Slider
            thumbLabel={words.gridHeight}
            min={90}
            max={360}
            step={10}
            label={null}
            value={height}
            onChange={setSliding}
            onChangeEnd={chosen => {
              desk.prefer({ gridHeight: chosen })
              setSliding(null)
            }}
          />
          <output>{words.pixels(format.count(height))}</output>
        </div>
      </div>
    </div>
  )
}
