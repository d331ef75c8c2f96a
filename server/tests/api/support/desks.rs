//! Telephones at desks, as the directory and their owners have them.

use super::app::TestApp;

const OWN: &str = "select value from contact where kind = 'authentication_office' order by value";
const CONFIRMED: &str = "select value from contact where kind = 'confirmed_office' order by value";

impl TestApp {
    /// Puts the number of everybody's desk into the directory, or another one.
    pub(crate) async fn give_desk(&self, number: &str) {
        self.take_desk().await;
        let rows = format!(
            "insert into contact (person_id, kind, value) select id, 'office_phone', '{number}' from person"
        );
        self.rows.change(&rows).await;
    }

    pub(crate) async fn take_desk(&self) {
        let rows = "delete from contact where kind = 'office_phone'";
        self.rows.change(rows).await;
    }

    pub(crate) async fn own_desks(&self) -> Vec<String> {
        self.rows.texts(OWN).await
    }

    pub(crate) async fn confirmed_desks(&self) -> Vec<String> {
        self.rows.texts(CONFIRMED).await
    }
}
