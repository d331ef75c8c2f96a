//! For shipping or for debugging.

/// How both halves are built. The server is built for speed, the browser half for size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Release,
    Debug,
}

impl Profile {
    /// Cargo's profile of the server.
    pub(crate) fn of_server(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "dev",
        }
    }

    /// The folder that cargo builds the server into.
    pub(crate) fn server_folder(self) -> &'static str {
        folder(self.of_server())
    }

    /// Cargo's profile of the browser half.
    pub(crate) fn of_browser(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Debug => "dev",
        }
    }

    /// The folder that cargo builds the browser half into.
    pub(crate) fn browser_folder(self) -> &'static str {
        folder(self.of_browser())
    }
}

fn folder(profile: &'static str) -> &'static str {
    // The one profile whose folder has another name.
    if profile == "dev" { "debug" } else { profile }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_the_dev_profile_is_called_debug() {
        assert_eq!(Profile::Debug.server_folder(), "debug");
        assert_eq!(Profile::Debug.browser_folder(), "debug");
        assert_eq!(Profile::Release.server_folder(), "release");
        assert_eq!(Profile::Release.browser_folder(), "wasm-release");
    }
}
