const api = window.PublicKeyCredential
if (api?.parseRequestOptionsFromJSON && api.parseCreationOptionsFromJSON) {
  document.documentElement.classList.add('has-passkeys')
  let picking
  const ask = async (form, more) => {
    const options = JSON.parse(form.dataset.options)
    const made = form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: api.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: api.parseRequestOptionsFromJSON(options), ...more })
    form.elements.answer.value = JSON.stringify(made)
  }
  const send = (form, button) => {
    form.dataset.asked = ''
    form.requestSubmit(button)
  }
  document.addEventListener('submit', async event => {
    const form = event.target, button = event.submitter
    if (!form.matches('[data-passkey]') || 'asked' in form.dataset) return
    event.preventDefault()
    event.stopPropagation()
    if ('asking' in form.dataset) return
    form.dataset.asking = ''
    picking?.abort()
    await ask(form).catch(error => { form.elements.trouble.value = error.name })
    send(form, button)
  }, true)
  const form = document.querySelector('[data-pick]')
  if (form && await api.isConditionalMediationAvailable?.()) {
    picking = new AbortController()
    ask(form, { mediation: 'conditional', signal: picking.signal }).then(() => send(form), () => {})
  }
}
