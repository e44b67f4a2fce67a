"""What earlier builds read and made, kept by content; safe to delete, and to share as a folder."""
