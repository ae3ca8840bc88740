"""Modules of script import each other by their hashed names: an old one is never mixed with a new one."""

from portal.static_files import HashedStaticFiles

FILES = {
    "room.js": 'import { Link } from "./link.js";\nexport const late = () => import("./media/late.js");\n',
    "link.js": "export class Link {}\n",
    "media/late.js": 'import { Link } from "../link.js";\n',
}


def test_imports_are_hashed(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    storage = HashedStaticFiles(location=str(tmp_path), base_url="/static/")
    list(storage.post_process({name: (storage, name) for name in FILES}))
    hashed = storage.hashed_files
    said = (tmp_path / hashed["room.js"]).read_text()
    assert f'"./{hashed["link.js"]}"' in said
    assert f'import("./{hashed["media/late.js"]}")' in said
    assert f'"../{hashed["link.js"]}"' in (tmp_path / hashed["media/late.js"]).read_text()
