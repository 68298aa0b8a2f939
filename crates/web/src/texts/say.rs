use domain::refusal::{
    AccountRefusal, AdmissionRefusal, ArchiveRefusal, CatalogueRefusal, FormRefusal, LikenessRefusal,
    Looseness, MoneyRefusal, ObligationRefusal, OrganisationRefusal, PlanRefusal, ProcedureRefusal,
    RequestRefusal, TellingRefusal, UrgentRefusal, WithdrawalRefusal, WithholdingRefusal,
};

use super::{Lang, Texts, english};

/// A no that can be said in each language. The Chinese sentence stands where the no is defined.
pub(crate) trait Say: ToString {
    /// The same in English.
    fn english(&self) -> String;
}

impl Texts {
    /// A no as a sentence of this language.
    pub(crate) fn say(&self, no: &impl Say) -> String {
        match self.lang {
            Lang::Zh => no.to_string(),
            Lang::En => no.english(),
        }
    }
}

impl Say for PlanRefusal {
    fn english(&self) -> String {
        english::plan(self)
    }
}

impl Say for FormRefusal {
    fn english(&self) -> String {
        english::form(self)
    }
}

impl Say for AdmissionRefusal {
    fn english(&self) -> String {
        english::admission(self)
    }
}

impl Say for OrganisationRefusal {
    fn english(&self) -> String {
        english::organisation(self)
    }
}

impl Say for ProcedureRefusal {
    fn english(&self) -> String {
        english::procedure(self)
    }
}

impl Say for RequestRefusal {
    fn english(&self) -> String {
        english::request(self)
    }
}

impl Say for ObligationRefusal {
    fn english(&self) -> String {
        english::obligation(self)
    }
}

impl Say for AccountRefusal {
    fn english(&self) -> String {
        english::account(self)
    }
}

impl Say for MoneyRefusal {
    fn english(&self) -> String {
        english::money(*self)
    }
}

impl Say for ArchiveRefusal {
    fn english(&self) -> String {
        english::archive(self)
    }
}

impl Say for WithdrawalRefusal {
    fn english(&self) -> String {
        english::withdrawal(self)
    }
}

impl Say for WithholdingRefusal {
    fn english(&self) -> String {
        english::withholding(self)
    }
}

impl Say for UrgentRefusal {
    fn english(&self) -> String {
        english::urgent(self)
    }
}

impl Say for LikenessRefusal {
    fn english(&self) -> String {
        english::likeness(self)
    }
}

impl Say for TellingRefusal {
    fn english(&self) -> String {
        english::telling(self)
    }
}

impl Say for app::Error {
    fn english(&self) -> String {
        english::error(self)
    }
}

impl Say for CatalogueRefusal {
    fn english(&self) -> String {
        english::catalogue(self)
    }
}

impl Say for Looseness {
    fn english(&self) -> String {
        english::looseness(self)
    }
}
