//! The ways out: what takes mails, texts and calls to people.

use std::sync::Arc;

use super::StartFault;
use crate::calls::CallDesk;
use crate::config::{Config, MailOut, TextOut, VoiceOut};
use crate::delivery::folder::FolderCarrier;
use crate::delivery::gateway::GatewayCarrier;
use crate::delivery::link::Link;
use crate::delivery::smtp::SmtpCarrier;
use crate::delivery::twilio::TwilioCarrier;
use crate::delivery::twilio::call::TwilioCallCarrier;
use crate::delivery::{Carrier, Carriers, SettingsFault};
use crate::services::Services;
use crate::voice::prompts::{PromptFault, Prompts};
use crate::voice::sip::SipCarrier;

/// The ways out of a configuration.
///
/// # Errors
/// When their settings are wrong.
pub fn carriers(config: &Config) -> Result<Carriers, SettingsFault> {
    let mail: Arc<dyn Carrier> = match &config.mail {
        MailOut::Smtp(settings) => Arc::new(SmtpCarrier::new(settings)?),
        MailOut::Folder(settings) => Arc::new(FolderCarrier::new(settings)),
    };
    let text: Arc<dyn Carrier> = match &config.text {
        TextOut::Twilio(settings) => Arc::new(TwilioCarrier::new(settings)?),
        TextOut::Gateway(settings) => Arc::new(GatewayCarrier::new(settings)?),
        TextOut::Folder(settings) => Arc::new(FolderCarrier::new(settings)),
    };
    let call: Option<Arc<dyn Carrier>> = match &config.voice {
        Some(VoiceOut::Twilio(settings)) => {
            let portal = Link::parse(&config.public_url)?;
            Some(Arc::new(TwilioCallCarrier::new(settings, portal)?))
        }
        Some(VoiceOut::Folder(settings)) => Some(Arc::new(FolderCarrier::new(settings))),
        // Opened with the services, which it tells how its calls end.
        Some(VoiceOut::Sip(_)) | None => None,
    };
    Ok(Carriers { mail, text, call })
}

/// The same with the organisation's own telephone, where it has one.
pub(super) async fn with_telephone(
    carriers: Carriers,
    config: &Config,
    services: &Services,
) -> Result<Carriers, StartFault> {
    let Some(VoiceOut::Sip(settings)) = &config.voice else {
        return Ok(carriers);
    };
    let desk = CallDesk::new(services.clone());
    let telephone = SipCarrier::open(settings, &prompts(config)?, desk)
        .await
        .map_err(Box::new)?;
    Ok(Carriers {
        call: Some(Arc::new(telephone)),
        ..carriers
    })
}

/// What is said in calls, where there are any.
///
/// # Errors
/// When a recording is missing.
pub fn prompts(config: &Config) -> Result<Prompts, PromptFault> {
    match config.voice.as_ref().and_then(VoiceOut::prompts) {
        Some(folder) => {
            let tenants = config.tenants.iter().map(|tenant| tenant.id.as_str());
            Prompts::read(folder, tenants)
        }
        None => Ok(Prompts::default()),
    }
}
