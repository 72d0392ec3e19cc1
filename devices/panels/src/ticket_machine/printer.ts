// The page as the machine's printer: slips that are wanted and not yet printed are reported.
import { api, Refused, Unreachable } from '@panels/shared/api'
import type { HallStore } from '@panels/shared/hall_store'
import type { Device, MachineDesired, MachineReported } from '@panels/shared/types'
import { onScopeDispose, ref, watch } from 'vue'

type Machine = Device<MachineDesired, MachineReported>

// Sequences of slips that the machine wants and has not reported.
export function unprinted(machine: Machine): number[] {
  const printed = new Set(machine.reported?.printed ?? [])
  return (machine.desired?.slips ?? [])
    .map((slip) => slip.sequence)
    .filter((sequence) => !printed.has(sequence))
}

export function use_printer(store: HallStore, hall: string, id: string) {
  const paper = ref('ok')
  const unknown = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  async function print(): Promise<void> {
    if (busy) return
    busy = true
    try {
      const machine = await api.device<Machine>(hall, 'ticket_machine', id)
      unknown.value = false
      paper.value = machine.reported?.paper ?? 'ok'
      const slips = unprinted(machine)
      const printed = paper.value === 'out' ? [] : slips
      if (printed.length || !machine.reported?.online) {
        await api.report(hall, 'ticket_machine', id, { printed, online: true })
      }
    } catch (trouble) {
      unknown.value = trouble instanceof Refused && trouble.status === 404
      if (trouble instanceof Unreachable) look(Math.max(2000, trouble.after_ms))
    }
    busy = false
  }

  function look(in_ms = 150): void {
    clearTimeout(timer)
    timer = setTimeout(() => void print(), in_ms)
  }

  const stop = store.listen((event) => {
    if (event.stream.endsWith(`ticket_machine/${id}`)) look()
  })
  watch(
    store.online,
    (is) => {
      if (is) look()
    },
    { immediate: true }
  )
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })
  return { paper, unknown, look }
}
