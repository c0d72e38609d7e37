import { Button } from '@mantine/core'
import type { ImageChange, ProfileName } from '../../../../preload/contract/index.ts'
import { accessChange, changeImages, selectedImages } from '../../../actions/bulk-orders.ts'
import { deleteSelectedImages, downloadOriginals, makePrivate, makePublic } from '../../../actions/library-actions.ts'
import { copyLinks } from '../../../actions/link-actions.ts'
import { ActionButton } from '../../../parts/action-button.tsx'
import { Facts } from '../../../parts/facts.tsx'
import { type BulkRun, isUnderWay } from '../../../state/bulk.ts'
import type { LibraryView } from '../../../state/library.ts'
import { useCell } from '../../../state/use-cell.ts'
import { useDesk, useUi } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'
import { CreatorForm } from './creator-form.tsx'
import { MetadataForm } from './metadata-form.tsx'
import { useFieldsThere } from './use-fields-there.ts'

const indexOf = (view: LibraryView) => view.index
const wholeRun = (run: BulkRun | null) => run

/** Wires what can be done with all selected images together. */
export function BulkPanel({ profile }: { profile: ProfileName }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = text.bulk
  useUi(ui => ui.selection)
  const index = useCell(desk.library.view, indexOf)
  const isBusy = isUnderWay(useCell(desk.bulk.run, wholeRun))
  const images = selectedImages(desk)
  const fields = useFieldsThere(images)
  const count = images.length
  const privates = images.filter(id => index?.private[index.at.get(id) ?? -1] === true).length
  const [toPrivate, toPublic] = [accessChange(desk, images, true), accessChange(desk, images, false)]
  const change = (wanted: ImageChange) => changeImages(desk, profile, images, wanted)
  return (
    <>
      <section>
        <p role="status">
          <strong>{text.library.selected(count, format.count(count))}</strong>
        </p>
        <Facts
          rows={[
            [words.publics, format.count(count - privates)],
            [words.privates, format.count(privates)],
          ]}
        />
        {isBusy && <p className="hint">{words.waiting}</p>}
      </section>
      <section>
        <h3>{words.metadata}</h3>
        <MetadataForm
          apply={words.change(count, format.count(count))}
          fieldsThere={fields}
          isBusy={isBusy}
          onChange={metadata => change({ metadata })}
        />
      </section>
      <section>
        <h3>{words.creator}</h3>
        <CreatorForm isBusy={isBusy} onCreator={creator => change({ creator })} />
      </section>
      <section>
        <h3>{words.access}</h3>
        <p className="hint">{words.accessHint}</p>
        <div className="inspector-actions">
          {toPrivate.images.length > 0 && (
            <Button disabled={isBusy} onClick={() => makePrivate.perform(desk)}>
              {words.makePrivate(toPrivate.images.length, format.count(toPrivate.images.length))}
            </Button>
          )}
          {toPublic.images.length > 0 && (
            <Button disabled={isBusy} onClick={() => makePublic.perform(desk)}>
              {words.makePublic(toPublic.images.length, format.count(toPublic.images.length))}
            </Button>
          )}
        </div>
        {toPrivate.leftOut > 0 && (
          <p className="hint">{words.ownIds(toPrivate.leftOut, format.count(toPrivate.leftOut))}</p>
        )}
      </section>
      <section>
        <h3>{words.more}</h3>
        <div className="inspector-actions">
          <ActionButton
            icon="copy"
            label={words.copyLinks}
            shortcut={copyLinks.keys[0]}
            onPress={() => copyLinks.perform(desk)}
          />
          <ActionButton
            icon="download"
            label={words.download}
            shortcut={downloadOriginals.keys[0]}
            isDisabled={isBusy}
            onPress={() => downloadOriginals.perform(desk)}
          />
          <ActionButton
            icon="trash"
            label={words.deleteThem(count, format.count(count))}
            shortcut={deleteSelectedImages.keys[0]}
            isDisabled={isBusy}
            onPress={() => deleteSelectedImages.perform(desk)}
          />
        </div>
      </section>
    </>
  )
}
