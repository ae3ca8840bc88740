"""The order in which several test processes share the files: what takes longest starts first.

A long file that starts last keeps one process busy while the others have nothing left to do.
"""

import pytest

# Seconds of one processor, roughly. What is not named takes less than five.
SECONDS = {
    "tests/browser/test_every_page.py": 140,
    "tests/tenancy/test_admin_walk.py": 100,
    "tests/browser/test_mediation_room.py": 90,
    "tests/browser/test_mediation_recording.py": 70,
    "tests/browser/test_mediation_agreement.py": 60,
    "tests/browser/test_mediation_booking.py": 60,
    "tests/browser/test_mediation_minutes.py": 60,
    "tests/browser/test_mediation_files.py": 56,
    "tests/services/mediation/media/test_mesh_apart.py": 55,
    "tests/tenancy/test_people.py": 50,
    "tests/journeys/test_booking_journey.py": 45,
    "tests/browser/test_inputs.py": 40,
    "tests/journeys/test_case_from_application_to_dossier.py": 35,
    "tests/browser/test_citizen.py": 35,
    "tests/services/documents/test_library.py": 32,
    "tests/tenancy/test_posts.py": 30,
    "tests/home/actions/test_load_demo.py": 25,
    "tests/journeys/test_signing_in.py": 25,
    "tests/services/mediation/media/test_turn_server.py": 24,
    "tests/browser/test_mediation_livekit.py": 20,
    "tests/journeys/test_publish_policy.py": 20,
    "tests/portal/test_queries.py": 20,
    "tests/services/cases/public/test_case_page.py": 20,
    "tests/services/cases/test_any_walk.py": 20,
    "tests/services/notices/test_deliver.py": 20,
    "tests/browser/test_keyboard.py": 17,
    "tests/home/actions/test_load_demo_cases.py": 17,
    "tests/services/mediation/test_hostile.py": 17,
    "tests/services/procedures/test_walks.py": 17,
    "tests/services/cases/admin/test_every_procedure.py": 16,
    "tests/services/designer/test_application.py": 15,
    "tests/services/designer/test_pages.py": 15,
    "tests/services/designer/test_parts.py": 15,
    "tests/services/mediation/media/test_livekit_client.py": 13,
    "tests/browser/test_page_tools.py": 12,
    "tests/services/mediation/test_redis_rooms.py": 12,
    "tests/services/mediation/test_reconnect.py": 12,
    "tests/services/mediation/test_caucus_sealed.py": 10,
    "tests/services/mediation/test_slow_reader.py": 10,
    "tests/engines/test_contract.py": 10,
    "tests/services/mediation/media/test_quality.py": 10,
    "tests/portal/test_languages.py": 10,
    "tests/services/cases/public/test_apply.py": 10,
    "tests/tenancy/test_forms.py": 10,
    "tests/tenancy/test_public_walk.py": 10,
    "tests/browser/test_accessibility.py": 8,
    "tests/browser/test_without_scripts.py": 8,
    "tests/tenancy/test_owned_rows.py": 7,
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: -SECONDS.get(item.nodeid.split("::")[0], 0))
