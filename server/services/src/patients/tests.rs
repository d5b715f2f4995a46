//! Who may see and change which patient.
